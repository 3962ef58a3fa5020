{{ fatal_problems('stg_evaluations') }}
