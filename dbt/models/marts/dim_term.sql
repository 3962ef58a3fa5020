-- A row a term of a unit, a city or the province.
select
    region_code,
    term_code,
    term_no,
    started_on,
    ended_on
from {{ source('reference', 'terms') }}
