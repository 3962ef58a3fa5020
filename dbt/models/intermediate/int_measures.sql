-- The rows of XC03 that are used.
with
used as (
    {{ used_rows('measures') }}
),

final as (
    select
        used.*,
        used.status_code <> 'closed' and not used.is_void as is_open,
        used.status_code = 'closed' as is_closed,
        used.status_code in ('completed', 'closed') as is_completed,
        coalesce(used.extended_due_on, used.due_on) as current_due_on
    from used
)

select * from final
