{{ typed('stg_stationed_organs') }}
