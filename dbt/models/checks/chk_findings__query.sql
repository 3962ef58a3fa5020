{{ query_problems('stg_findings', 'int_findings_beside') }}
