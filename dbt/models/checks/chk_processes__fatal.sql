{{ fatal_problems('stg_processes') }}
