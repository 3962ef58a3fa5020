{{ fatal_problems('stg_self_checks') }}
