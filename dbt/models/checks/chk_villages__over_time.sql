-- What changed in XC06 between this return and the unit's earlier ones and should not have.
{%- set fields = fields_by_name('stg_villages') %}
with
later_changes as (
    select * from {{ ref('int_villages_changes') }}
    where period_before is not null
),

final as (
    {{ fallen_counts('later_changes', 'XC06-Q21', [fields['findings_count']]) }}
    union all
    {{ problem_row('later_changes', 'XC06-Q22', 'query', fields['inspected_on'],
        'inspected_on_before is not null and inspected_on is null',
        '该村(社区)上次报送时已巡察（{inspected_on_before}），本次巡察日期为空，请补填或说明。') }}

)

select * from final
