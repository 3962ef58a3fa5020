-- What changed in XC03 between this return and the unit's earlier ones and should not have.
{%- set fields = fields_by_name('stg_measures') %}
with
later_changes as (
    select * from {{ ref('int_measures_changes') }}
    where period_before is not null
),

vanished as (
    {{ vanished_items('measures') }}
),

figures as (
    select * from {{ ref('int_measures_part_figures') }}
),

unmeasured as (
    select * from {{ ref('int_findings_without_measures') }}
),

final as (
    {{ fallen_counts('later_changes', 'XC03-Q21', [
        fields['extension_count'], fields['sent_back_count'], fields['recovered_amount_wan_yuan'],
        fields['accountable_count'], fields['systems_count'],
    ]) }}
    union all
    {{ problem_row('later_changes', 'XC03-Q22', 'query', fields['status_code'],
        "is_closed_before and not is_closed and status_code <> 'sent_back'",
        '该项措施上次报送时已销号，本次又报为未销号且不是“退改”，请核对或说明。') }}
    union all
    {{ vanished_problems('vanished', 'XC03', '整改措施') }}
    union all
    {{ moved_deadlines('later_changes', 'XC03', fields) }}
    union all
    {{ renumbering_problems('figures', 'XC03', '项整改措施') }}
    union all
    {{ part_problem('unmeasured', 'XC03-Q31', 'XC03', 'finding_no', 'true',
        '问题“{finding_no}”已于{feedback_on}反馈，满30日仍未填报整改措施，请补报。') }}

)

select * from final
