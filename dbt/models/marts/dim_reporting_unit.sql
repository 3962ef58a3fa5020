-- A row a reporting unit and time of validity.
select
    unit_code,
    name as unit_name,
    short_name as unit_short_name,
    unit_kind,
    region_code,
    city_code,
    valid_from as valid_from_on,
    valid_to as valid_to_on,
    successor_code
from {{ source('reference', 'reporting_units') }}
