{{ fatal_problems('stg_stationed_organs') }}
