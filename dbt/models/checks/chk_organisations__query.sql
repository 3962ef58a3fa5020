{{ query_problems('stg_organisations', 'int_organisations_beside') }}
