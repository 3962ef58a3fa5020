-- The rows of XC05 that are used.
with
used as (
    {{ used_rows('matters') }}
),

final as (
    select
        used.*,
        used.status_code <> 'solved' and not used.is_void as is_open
    from used
)

select * from final
