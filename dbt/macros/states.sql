{#- How the items of a ledger live: rows that are used, what each part says of each item, the state
    that follows, and what changed. The models of a form call these with the name that they share
    (macros/forms.sql). Rules: docs/decisions.md, "State over time". -#}

{#- Rows of a form that are used: of parts that count at this build's `as_of`, not held back; with
    the item's key, the last day of the period, and the first day of the term that the row names. -#}
{% macro used_rows(name) -%}
    {%- set fields = fields_by_name('stg_' ~ name) %}
    select
        typed_rows.*,
        {{ item_key('stg_' ~ name, 'typed_rows') }} as item_key,
        {{ last_day_of_month(month_start('typed_rows.period')) }} as period_end_on,
        {{ 'terms.started_on' if 'term_no' in fields else 'cast(null as date)' }} as term_started_on,
        parts.is_in_force
    from {{ ref('stg_' ~ name) }} as typed_rows
    inner join {{ ref('int_parts') }} as parts
        on parts.form = '{{ form_code(name) }}' and typed_rows._extraction_id = parts.extraction_id
    left join {{ ref('int_held_rows') }} as held_rows
        on held_rows.form = '{{ form_code(name) }}'
        and typed_rows._extraction_id = held_rows.extraction_id
        and typed_rows._sheet = held_rows.sheet
        and typed_rows._table = held_rows.table_no
        and typed_rows._row = held_rows.row_no
    {%- if 'term_no' in fields %}
    left join {{ source('reference', 'terms') }} as terms
        on typed_rows.unit_code = terms.region_code and typed_rows.term_no = terms.term_no
    {%- endif %}
    where held_rows.row_no is null
{%- endmacro %}

{#- Used rows of a form whose items are never open: one that is absent later stands as it was. -#}
{% macro used_rows_never_open(name) -%}
select
    used.*,
    false as is_open
from (
    {{ used_rows(name) }}
) as used
{%- endmacro %}

{#- What each part in force says of each item that the unit sent before or in it: used, held back
    or absent. `successor`: what becomes of the items of a unit that was merged into another:
    'takes_over' them (its parts speak of them), or they 'stay' as they are. -#}
{% macro item_observations(name, successor) -%}
with
parts as (
    select extraction_id, unit_code, period
    from {{ ref('int_parts') }}
    where form = '{{ form_code(name) }}' and is_in_force
),

units as (
    select * from {{ ref('int_units') }}
),

observing_parts as (
    select unit_code, period, extraction_id, false as is_successor from parts
    {%- if successor == 'takes_over' %}
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
    {%- endif %}
),

used as (
    select * from {{ ref('int_' ~ name) }}
    where is_in_force
),

items as (
    select
        unit_code,
        item_key,
        min(period) as first_period
    from used
    group by unit_code, item_key
),

held as (
    select distinct
        typed_rows._extraction_id,
        {{ item_key('stg_' ~ name, 'typed_rows') }} as item_key
    from {{ ref('stg_' ~ name) }} as typed_rows
    inner join {{ ref('int_held_rows') }} as held_rows
        on held_rows.form = '{{ form_code(name) }}'
        and typed_rows._extraction_id = held_rows.extraction_id
        and typed_rows._sheet = held_rows.sheet
        and typed_rows._table = held_rows.table_no
        and typed_rows._row = held_rows.row_no
    where {{ item_key('stg_' ~ name, 'typed_rows') }} is not null
),

final as (
    select
        items.unit_code,
        items.item_key,
        observing_parts.period,
        observing_parts.extraction_id,
        case
            when used.item_key is not null and observing_parts.is_successor then 'taken_over'
            when used.item_key is not null then 'used'
            when held.item_key is not null then 'held'
            else 'absent'
        end as observation,
        used._extraction_id,
        used._sheet,
        used._table,
        used._row,
        used.is_open,
        case
            when used.item_key is not null then false
            when held.item_key is not null then true
        end as is_stale
    from items
    inner join observing_parts
        on items.unit_code = observing_parts.unit_code
        and items.first_period <= observing_parts.period
    left join used
        on observing_parts.extraction_id = used._extraction_id
        and items.item_key = used.item_key
    left join held
        on observing_parts.extraction_id = held._extraction_id
        and items.item_key = held.item_key
)

select * from final
{%- endmacro %}

{#- Each observation with the state that follows from it: the row that stands, whether it is stale
    (its newest row was held back) or vanished (open, and absent since). `ceases`: the items of a
    unit end with it, since its successor sends all of them anew. -#}
{% macro item_states(name, ceases=false) -%}
with
observations as (
    select * from {{ ref('int_' ~ name ~ '_observations') }}
),

ends as (
    {%- if ceases %}
    select
        unit_code,
        {{ month_of(add_days('last_on', 1)) }} as ended_period
    from {{ ref('int_units') }}
    where successor_code is not null
    {%- else %}
    select
        unit_code,
        item_key,
        min(period) as ended_period
    from observations
    where observation = 'taken_over'
    group by unit_code, item_key
    {%- endif %}
),

standing as (
    select
        observations.unit_code,
        observations.item_key,
        observations.period,
        observations.extraction_id,
        observations.observation,
        {%- for column in ['_extraction_id', '_sheet', '_table', '_row', 'is_open', 'is_stale'] %}
        last_value(observations.{{ column }} ignore nulls) over past as {{ column }},
        {%- endfor %}
        ends.ended_period
    from observations
    left join ends
        on observations.unit_code = ends.unit_code
        {%- if not ceases %}
        and observations.item_key = ends.item_key
        {%- endif %}
    where ends.ended_period is null or observations.period < ends.ended_period
    window past as (
        partition by observations.unit_code, observations.item_key
        order by observations.period nulls last
        rows between unbounded preceding and current row
    )
),

marked as (
    select
        *,
        observation = 'absent' and is_open as is_vanished
    from standing
),

final as (
    select
        *,
        coalesce(lag(is_open) over item, false) as was_open,
        coalesce(lag(is_vanished) over item, false) as was_vanished
    from marked
    window item as (partition by unit_code, item_key order by period nulls last)
)

select * from final
{%- endmacro %}

{#- A row for each state of each item and the time it held: the fields that are no free text, and
    the derived columns of int_<name> that are named. -#}
{% macro item_facts(name, derived=[]) -%}
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
    from {{ ref('int_' ~ name ~ '_states') }}
    window item as (partition by unit_code, item_key order by period nulls last)
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
            lead(period) over (partition by unit_code, item_key order by period nulls last),
            ended_period
        ) as valid_to_period
    from changes
),

used as (
    select * from {{ ref('int_' ~ name) }}
),

final as (
    select
        timed.unit_code,
        timed.item_key,
        timed.valid_from_period,
        timed.valid_to_period,
        used.period as row_period,
        timed.is_stale,
        timed.is_vanished,
        {%- for field in form_fields('stg_' ~ name) if not field.free_text %}
        used.{{ field.name }},
        {%- endfor %}
        {%- for column in derived %}
        used.{{ column }},
        {%- endfor %}
        used._extraction_id,
        used._sheet,
        used._table,
        used._row
    from timed
    inner join used
        on timed._extraction_id = used._extraction_id
        and timed._sheet = used._sheet
        and timed._table = used._table
        and timed._row = used._row
)

select * from final
{%- endmacro %}

{#- Each used row in force beside the item's used row before it (<column>_before for the columns
    named and for the period), as text too. -#}
{% macro item_changes(name, compared) -%}
with
used as (
    select * from {{ ref('int_' ~ name) }}
    where is_in_force
),

beside_before as (
    select
        *,
        {%- for column in compared + ['period'] %}
        lag({{ column }}) over item as {{ column }}_before,
        {%- endfor %}
        {{ month_start('period') }} as period_start_on
    from used
    window item as (partition by unit_code, item_key order by period nulls last)
),

final as (
    {{ rows_with_text('stg_' ~ name, 'beside_before') }}
)

select * from final
{%- endmacro %}

{#- Each part in force with how many open items it lost and how many keys were never seen before. -#}
{% macro item_part_figures(name) -%}
with
parts as (
    select extraction_id, unit_code, period
    from {{ ref('int_parts') }}
    where form = '{{ form_code(name) }}' and is_in_force
),

lost as (
    select
        extraction_id,
        unit_code,
        sum(case when was_open and not was_vanished then 1 else 0 end) as open_before_count,
        sum(case when is_vanished and not was_vanished then 1 else 0 end) as gone_count
    from {{ ref('int_' ~ name ~ '_states') }}
    group by extraction_id, unit_code
),

first_seen as (
    select
        unit_code,
        item_key,
        min(period) as first_period
    from {{ ref('int_' ~ name) }}
    where is_in_force
    group by unit_code, item_key
),

appeared as (
    select
        unit_code,
        first_period as period,
        count(*) as never_seen_count
    from first_seen
    group by unit_code, first_period
),

final as (
    select
        parts.extraction_id,
        parts.unit_code,
        parts.period,
        coalesce(lost.open_before_count, 0) as open_before_count,
        coalesce(lost.gone_count, 0) as gone_count,
        coalesce(appeared.never_seen_count, 0) as never_seen_count
    from parts
    left join lost
        on parts.extraction_id = lost.extraction_id and parts.unit_code = lost.unit_code
    left join appeared
        on parts.unit_code = appeared.unit_code and parts.period = appeared.period
)

select * from final
{%- endmacro %}

{#- Open items that a part no longer has: one row an item, on the part that lost it. -#}
{% macro vanished_items(name) -%}
    select
        states.extraction_id,
        parts.unit_code,
        states.period,
        states.item_key,
        {{ item_words('stg_' ~ name, 'states.item_key') }} as item_words
    from {{ ref('int_' ~ name ~ '_states') }} as states
    inner join {{ ref('int_parts') }} as parts
        on parts.form = '{{ form_code(name) }}'
        and states.extraction_id = parts.extraction_id
    where states.is_vanished and not states.was_vanished
{%- endmacro %}

{#- Each item of a fact that is not void, at the end of each month of the calendar. -#}
{% macro month_ends(fact, has_void=true) -%}
    select
        months.month as as_at_period,
        months.end_on,
        states.*
    from {{ ref(fact) }} as states
    inner join {{ ref('int_months') }} as months
        on states.valid_from_period <= months.month
        and (states.valid_to_period is null or states.valid_to_period > months.month)
    {%- if has_void %}
    where not states.is_void
    {%- endif %}
{%- endmacro %}
