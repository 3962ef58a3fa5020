{{ used_rows_never_open('processes') }}
