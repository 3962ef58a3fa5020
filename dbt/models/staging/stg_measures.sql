{{ typed('stg_measures') }}
