-- What changed in XC04 between this return and the unit's earlier ones and should not have.
{%- set fields = form_fields('stg_clues') %}
{%- set by_name = fields_by_name('stg_clues') %}
{%- set cumulative = fields | selectattr('name', 'in', ['disciplined_count', 'party_count',
    'state_count', 'organisational_count', 'procuratorate_count', 'form1_count', 'form2_count',
    'form3_count', 'form4_count', 'surrendered_count', 'confessed_count',
    'recovered_amount_wan_yuan']) | list %}
with
changes as (
    select
        changes.*,
        history.amount_count,
        history.median_amount_wan_yuan
    from {{ ref('int_clues_changes') }} as changes
    left join {{ ref('int_clues_part_history') }} as history
        on changes._extraction_id = history.extraction_id
),

later_changes as (
    select * from changes
    where period_before is not null
),

history as (
    select * from {{ ref('int_clues_part_history') }}
),

vanished as (
    {{ vanished_items('clues') }}
),

final as (
    {{ fallen_counts('later_changes', 'XC04-Q21', cumulative) }}
    union all
    {{ problem_row('later_changes', 'XC04-Q22', 'query', by_name['status_code'],
        'is_settled_before and not is_settled',
        '线索上次报送时已办结，本次又报为未办结，请核对或说明。') }}
    union all
    {{ vanished_problems('vanished', 'XC04', '线索') }}
    union all
    {{ moved_deadlines('later_changes', 'XC04', by_name) }}
    union all
    {{ renumbering_problems('history', 'XC04', '条线索') }}
    union all
    {{ part_problem('history', 'XC04-Q27', 'XC04', 'new_clue_count',
        'month_count >= 6 and abs(new_clue_count - median_new_clues)'
        ~ " > 5 * greatest(cast('1.4826' as decimal(6, 4)) * new_clue_deviation, cast(3 as decimal(6, 4)))",
        '本月新移交线索{new_clue_count}件，与本单位以往各月差距很大，请核对或说明。') }}
    union all
    {{ problem_row('later_changes', 'XC04-Q28', 'query', by_name['amount_involved_wan_yuan'],
        'amount_involved_wan_yuan <> 0 and amount_involved_wan_yuan_before <> 0'
        ~ ' and (amount_involved_wan_yuan = amount_involved_wan_yuan_before * 10000'
        ~ ' or amount_involved_wan_yuan * 10000 = amount_involved_wan_yuan_before)',
        '涉及金额由{amount_involved_wan_yuan_before}万元变为{amount_involved_wan_yuan}万元，恰差一万倍，疑似把元和万元填混，请核对。') }}
    union all
    {{ problem_row('changes', 'XC04-Q28', 'query', by_name['amount_involved_wan_yuan'],
        'period_before is null and amount_count >= 5'
        ~ ' and amount_involved_wan_yuan >= median_amount_wan_yuan * 5000',
        '涉及金额{amount_involved_wan_yuan}万元远大于本单位以往各期，疑似把元填成了万元，请核对。') }}
)

select * from final
