{{ used_rows_never_open('self_checks') }}
