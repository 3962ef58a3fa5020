{{ query_problems('stg_campaigns', 'int_campaigns') }}
