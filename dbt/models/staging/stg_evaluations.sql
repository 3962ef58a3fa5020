{{ typed('stg_evaluations') }}
