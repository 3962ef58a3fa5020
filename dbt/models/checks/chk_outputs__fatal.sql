{{ fatal_problems('stg_outputs') }}
