{{ typed('stg_cover') }}
