{{ used_rows_never_open('stationed_organs') }}
