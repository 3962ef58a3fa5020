-- A row a region and time of validity; today's name, parent and successors.
select
    region_code,
    name as region_name,
    region_level,
    parent_code,
    valid_from as valid_from_on,
    valid_to as valid_to_on,
    successor_codes
from {{ source('reference', 'regions') }}
