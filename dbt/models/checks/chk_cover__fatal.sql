{{ fatal_problems('stg_cover') }}
