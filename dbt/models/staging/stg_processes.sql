{{ typed('stg_processes') }}
