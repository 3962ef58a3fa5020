{{ typed('stg_self_checks') }}
