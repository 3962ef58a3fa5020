{{ typed('stg_workforce') }}
