-- The rows of XC01 that are used.
with
used as (
    {{ used_rows('inspections') }}
),

final as (
    select
        used.*,
        used.feedback_on is null and not used.is_void as is_open
    from used
)

select * from final
