{{ typed('stg_visits') }}
