-- The rows of XC04 that are used: of parts that count at this build's `as_of`, not held back.
-- A clue that led to a case is settled on the day the case was filed (domain: indicators of clues).
{%- set disposal_limit_months = 1 %}
with
clues as (
    select * from {{ ref('stg_clues') }}
),

parts as (
    select * from {{ ref('int_parts') }}
    where form = 'XC04'
),

held_rows as (
    select * from {{ ref('int_held_rows') }}
    where form = 'XC04'
),

terms as (
    select * from {{ source('reference', 'terms') }}
),

final as (
    select
        clues.*,
        clues.status_code = 'settled' or clues.case_filed_on is not null as is_settled,
        case
            when clues.status_code = 'settled' or clues.case_filed_on is not null
                then coalesce(clues.case_filed_on, clues.settled_on)
        end as settled_on_effective,
        case
            when clues.status_code = 'settled' or clues.case_filed_on is not null
                then {{ days_between(
                    'clues.received_on', 'coalesce(clues.case_filed_on, clues.settled_on)'
                ) }}
        end as days_to_settle,
        coalesce(clues.case_filed_on, clues.settled_on, clues.disposal_on) as outcome_on,
        coalesce(clues.extended_due_on, clues.due_on) as current_due_on,
        {{ add_months('clues.received_on', disposal_limit_months) }} as disposal_due_on,
        {{ last_day_of_month(month_start('clues.period')) }} as period_end_on,
        terms.started_on as term_started_on,
        parts.is_in_force
    from clues
    inner join parts on clues._extraction_id = parts.extraction_id
    left join held_rows
        on clues._extraction_id = held_rows.extraction_id
        and clues._sheet = held_rows.sheet
        and clues._table = held_rows.table_no
        and clues._row = held_rows.row_no
    left join terms
        on clues.unit_code = terms.region_code and clues.term_no = terms.term_no
    where held_rows.row_no is null
)

select * from final
