{{ fatal_problems('stg_workforce') }}
