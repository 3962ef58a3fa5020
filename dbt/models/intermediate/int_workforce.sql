-- The rows of XC11 that are used. Its rows are never open: one that is
-- absent later stands as it was.
with
used as (
    {{ used_rows('workforce') }}
),

final as (
    select
        used.*,
        false as is_open
    from used
)

select * from final
