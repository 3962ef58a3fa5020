{{ typed('stg_findings') }}
