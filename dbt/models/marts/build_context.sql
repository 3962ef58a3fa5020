-- One row: the moment up to which this build knows what arrived, and the version of the code.
select
    as_of,
    code_version
from {{ source('reference', 'build_context') }}
