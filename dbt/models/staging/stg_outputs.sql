{{ typed('stg_outputs') }}
