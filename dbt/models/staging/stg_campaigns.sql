{{ typed('stg_campaigns') }}
