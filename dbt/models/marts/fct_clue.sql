-- A row for each state of each clue and the time it held.
{%- set fields = form_fields('stg_clues') | rejectattr('free_text') | map(attribute='name') %}
with
states as (
    select
        *,
        lag(_extraction_id) over item as extraction_id_before,
        lag(_sheet) over item as sheet_before,
        lag(_table) over item as table_before,
        lag(_row) over item as row_before,
        lag(is_stale) over item as is_stale_before,
        lag(is_vanished) over item as is_vanished_before
    from {{ ref('int_clue_states') }}
    window item as (partition by unit_code, clue_no order by period nulls last)
),

changes as (
    select *
    from states
    where extraction_id_before is null
        or _extraction_id <> extraction_id_before
        or _sheet <> sheet_before
        or _table <> table_before
        or _row <> row_before
        or is_stale <> is_stale_before
        or is_vanished <> is_vanished_before
),

timed as (
    select
        *,
        period as valid_from_period,
        coalesce(
            lead(period) over (partition by unit_code, clue_no order by period nulls last),
            taken_over_period
        ) as valid_to_period
    from changes
),

clues as (
    select * from {{ ref('int_clues') }}
),

final as (
    select
        timed.unit_code,
        timed.valid_from_period,
        timed.valid_to_period,
        clues.period as row_period,
        timed.is_stale,
        timed.is_vanished,
        {%- for field in fields | list %}
        clues.{{ field }},
        {%- endfor %}
        clues.is_settled,
        clues.settled_on_effective,
        clues.days_to_settle,
        clues.outcome_on,
        clues.current_due_on,
        clues.disposal_due_on,
        clues._extraction_id,
        clues._sheet,
        clues._table,
        clues._row
    from timed
    inner join clues
        on timed._extraction_id = clues._extraction_id
        and timed._sheet = clues._sheet
        and timed._table = clues._table
        and timed._row = clues._row
)

select * from final
