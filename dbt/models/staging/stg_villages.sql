{{ typed('stg_villages') }}
