-- The rows of XC04 that are used. A clue that led to a case is settled on the day the case was
-- filed (domain: indicators of clues).
{%- set disposal_limit_months = 1 %}
with
used as (
    {{ used_rows('clues') }}
),

settled as (
    select
        *,
        status_code = 'settled' or case_filed_on is not null as is_settled
    from used
),

final as (
    select
        *,
        not is_settled and not is_void as is_open,
        case when is_settled then coalesce(case_filed_on, settled_on) end as settled_on_effective,
        case
            when is_settled
                then {{ days_between('received_on', 'coalesce(case_filed_on, settled_on)') }}
        end as days_to_settle,
        coalesce(case_filed_on, settled_on, disposal_on) as outcome_on,
        coalesce(extended_due_on, due_on) as current_due_on,
        {{ add_months('received_on', disposal_limit_months) }} as disposal_due_on
    from settled
)

select * from final
