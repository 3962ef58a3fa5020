-- What each part in force says of each clue that the unit sent before or in it: used, held back
-- or absent. After a merger the successor's parts also speak of the merged units' clues.
with
parts as (
    select extraction_id, unit_code, period
    from {{ ref('int_parts') }}
    where form = 'XC04' and is_in_force
),

units as (
    select * from {{ ref('int_units') }}
),

observing_parts as (
    select unit_code, period, extraction_id, false as is_successor from parts
    union all
    select
        units.unit_code,
        parts.period,
        parts.extraction_id,
        true as is_successor
    from units
    inner join parts
        on units.successor_code = parts.unit_code
        and {{ month_start('parts.period') }} > units.last_on
),

used as (
    select * from {{ ref('int_clues') }}
    where is_in_force
),

items as (
    select
        unit_code,
        clue_no,
        min(period) as first_period
    from used
    group by unit_code, clue_no
),

held as (
    select distinct clues._extraction_id, clues.clue_no
    from {{ ref('stg_clues') }} as clues
    inner join {{ ref('int_held_rows') }} as held_rows
        on held_rows.form = 'XC04'
        and clues._extraction_id = held_rows.extraction_id
        and clues._sheet = held_rows.sheet
        and clues._table = held_rows.table_no
        and clues._row = held_rows.row_no
    where clues.clue_no is not null
),

final as (
    select
        items.unit_code,
        items.clue_no,
        observing_parts.period,
        observing_parts.extraction_id,
        case
            when used.clue_no is not null and observing_parts.is_successor then 'taken_over'
            when used.clue_no is not null then 'used'
            when held.clue_no is not null then 'held'
            else 'absent'
        end as observation,
        used._extraction_id,
        used._sheet,
        used._table,
        used._row,
        not used.is_settled and not used.is_void as is_open,
        case
            when used.clue_no is not null then false
            when held.clue_no is not null then true
        end as is_stale
    from items
    inner join observing_parts
        on items.unit_code = observing_parts.unit_code
        and items.first_period <= observing_parts.period
    left join used
        on observing_parts.extraction_id = used._extraction_id
        and items.clue_no = used.clue_no
    left join held
        on observing_parts.extraction_id = held._extraction_id
        and items.clue_no = held.clue_no
)

select * from final
