{{ typed('stg_inspections') }}
