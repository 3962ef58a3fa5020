-- For each part of XC04 in force, what is usual in the unit's earlier months: the median of new
-- clues with its median absolute deviation, and the median of positive amounts.
with
parts as (
    select * from {{ ref('int_clues_part_figures') }}
),

earlier_months as (
    select
        parts.extraction_id,
        earlier.new_clue_count
    from parts
    inner join parts as earlier
        on parts.unit_code = earlier.unit_code and parts.period > earlier.period
),

medians as (
    select
        extraction_id,
        count(*) as month_count,
        {{ exact_median('new_clue_count') }} as median_new_clues
    from earlier_months
    group by extraction_id
),

deviations as (
    select
        earlier_months.extraction_id,
        {{ exact_median('abs(earlier_months.new_clue_count - medians.median_new_clues)') }}
            as deviation
    from earlier_months
    inner join medians on earlier_months.extraction_id = medians.extraction_id
    group by earlier_months.extraction_id
),

amounts as (
    select
        parts.extraction_id,
        count(*) as amount_count,
        {{ exact_median('clues.amount_involved_wan_yuan') }} as median_amount_wan_yuan
    from parts
    inner join {{ ref('int_clues') }} as clues
        on parts.unit_code = clues.unit_code
        and parts.period > clues.period
        and clues.is_in_force
        and clues.amount_involved_wan_yuan > 0
    group by parts.extraction_id
),

final as (
    select
        parts.*,
        medians.month_count,
        medians.median_new_clues,
        deviations.deviation as new_clue_deviation,
        amounts.amount_count,
        amounts.median_amount_wan_yuan
    from parts
    left join medians on parts.extraction_id = medians.extraction_id
    left join deviations on parts.extraction_id = deviations.extraction_id
    left join amounts on parts.extraction_id = amounts.extraction_id
)

select * from final
