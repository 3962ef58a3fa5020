{{ fatal_problems('stg_clues') }}
