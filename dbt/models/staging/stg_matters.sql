{{ typed('stg_matters') }}
