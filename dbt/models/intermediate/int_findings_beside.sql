-- Used rows of XC02 beside what they are compared with: whether a matter of XC05 belongs to the
-- finding (asked where the unit has sent XC05 for the month), and how many rows of the part have
-- the same description.
with
used as (
    select * from {{ ref('int_findings') }}
),

matter_parts as (
    select unit_code, period
    from {{ ref('int_parts') }}
    where form = '{{ form_code('matters') }}' and is_in_force
),

matter_keys as (
    select * from {{ ref('int_reported_keys') }}
    where reference = 'matter_finding'
),

final as (
    select
        used.*,
        used.is_in_force
        and matter_parts.unit_code is not null
        and matter_keys.reference_key is null as is_matter_missing,
        count(*) over (
            partition by used._extraction_id, {{ fold('used.description') }}
        ) as same_description_count
    from used
    left join matter_parts
        on used.unit_code = matter_parts.unit_code and used.period = matter_parts.period
    left join matter_keys
        on used.unit_code = matter_keys.unit_code
        and used.finding_no = matter_keys.reference_key
        and used.period >= matter_keys.first_period
)

select * from final
