{{ typed('stg_organisations') }}
