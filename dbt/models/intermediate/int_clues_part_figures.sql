-- Each part of XC04 in force with what the checks over time look at: lost and unseen numbers, and
-- how many clues are new in its month.
with
figures as (
    {{ item_part_figures('clues') }}
),

new_clues as (
    select
        _extraction_id as extraction_id,
        count(*) as new_clue_count
    from {{ ref('int_clues') }}
    where is_in_force and transferred_on between {{ month_start('period') }} and period_end_on
    group by _extraction_id
),

final as (
    select
        figures.*,
        coalesce(new_clues.new_clue_count, 0) as new_clue_count
    from figures
    left join new_clues on figures.extraction_id = new_clues.extraction_id
)

select * from final
