-- What changed in XC05 between this return and the unit's earlier ones and should not have.
{%- set fields = fields_by_name('stg_matters') %}
with
later_changes as (
    select * from {{ ref('int_matters_changes') }}
    where period_before is not null
),

vanished as (
    {{ vanished_items('matters') }}
),

figures as (
    select * from {{ ref('int_matters_part_figures') }}
),

final as (
    {{ fallen_counts('later_changes', 'XC05-Q21', [
        fields['beneficiaries_count'], fields['refunded_amount_wan_yuan'],
    ]) }}
    union all
    {{ problem_row('later_changes', 'XC05-Q22', 'query', fields['status_code'],
        "status_code_before = 'solved' and status_code <> 'solved'",
        '该事项上次报送时已解决，本次又报为未解决，请核对或说明。') }}
    union all
    {{ vanished_problems('vanished', 'XC05', '事项') }}
    union all
    {{ renumbering_problems('figures', 'XC05', '件事项') }}

)

select * from final
