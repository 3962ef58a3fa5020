{{ fatal_problems('stg_campaigns') }}
