-- Each part of XC04 in force with what the checks over time look at: how many open clues it
-- lost, how many numbers were never seen before, how many clues are new in its month.
with
parts as (
    select extraction_id, unit_code, period
    from {{ ref('int_parts') }}
    where form = 'XC04' and is_in_force
),

states as (
    select
        *,
        lag(is_open) over item as was_open,
        lag(is_vanished) over item as was_vanished
    from {{ ref('int_clue_states') }}
    window item as (partition by unit_code, clue_no order by period nulls last)
),

lost as (
    select
        extraction_id,
        unit_code,
        count(*) filter (where was_open and not was_vanished) as open_before_count,
        count(*) filter (where is_vanished and not coalesce(was_vanished, false)) as gone_count
    from states
    group by extraction_id, unit_code
),

used as (
    select * from {{ ref('int_clues') }}
    where is_in_force
),

first_seen as (
    select
        unit_code,
        clue_no,
        min(period) as first_period
    from used
    group by unit_code, clue_no
),

appeared as (
    select
        unit_code,
        first_period as period,
        count(*) as never_seen_count
    from first_seen
    group by unit_code, first_period
),

new_clues as (
    select
        _extraction_id as extraction_id,
        count(*) as new_clue_count
    from used
    where transferred_on between {{ month_start('period') }} and period_end_on
    group by _extraction_id
),

final as (
    select
        parts.extraction_id,
        parts.unit_code,
        parts.period,
        coalesce(lost.open_before_count, 0) as open_before_count,
        coalesce(lost.gone_count, 0) as gone_count,
        coalesce(appeared.never_seen_count, 0) as never_seen_count,
        coalesce(new_clues.new_clue_count, 0) as new_clue_count
    from parts
    left join lost
        on parts.extraction_id = lost.extraction_id and parts.unit_code = lost.unit_code
    left join appeared
        on parts.unit_code = appeared.unit_code and parts.period = appeared.period
    left join new_clues on parts.extraction_id = new_clues.extraction_id
)

select * from final
