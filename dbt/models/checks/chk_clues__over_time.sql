-- What changed in XC04 between this return and the unit's earlier ones and should not have.
{%- set fields = form_fields('stg_clues') %}
{%- set by_name = {} %}
{%- for field in fields %}{% do by_name.update({field.name: field}) %}{% endfor %}
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
    from {{ ref('int_clue_changes') }} as changes
    left join {{ ref('int_clue_part_history') }} as history
        on changes._extraction_id = history.extraction_id
),

later_changes as (
    select * from changes
    where period_before is not null
),

history as (
    select * from {{ ref('int_clue_part_history') }}
),

parts as (
    select extraction_id, unit_code
    from {{ ref('int_parts') }}
    where form = 'XC04' and is_in_force
),

states as (
    select
        *,
        lag(is_vanished) over item as was_vanished
    from {{ ref('int_clue_states') }}
    window item as (partition by unit_code, clue_no order by period nulls last)
),

vanished as (
    select
        states.extraction_id,
        parts.unit_code,
        states.period,
        states.clue_no
    from states
    inner join parts on states.extraction_id = parts.extraction_id
    where states.is_vanished and not coalesce(states.was_vanished, false)
),

final as (
    {{ fallen_counts('later_changes', 'XC04-Q21', cumulative) }}
    union all
    {{ problem_row('later_changes', 'XC04-Q22', 'query', by_name['status_code'],
        'is_settled_before and not is_settled',
        '线索上次报送时已办结，本次又报为未办结，请核对或说明。') }}
    union all
    {{ part_problem('vanished', 'XC04-Q23', 'XC04', 'clue_no', 'true',
        '线索“{clue_no}”以前报送时尚未办结，本期台账中没有这一行，请补报；确需撤销的，请保留该行并填写“作废”和作废原因。') }}
    union all
    {{ problem_row('later_changes', 'XC04-Q24', 'query', by_name['due_on'],
        'due_on <> due_on_before',
        '办理期限由{due_on_before}改为{due_on}；办理期限不得改动，确需延期的请填“延长后期限”，并说明。') }}
    union all
    {{ problem_row('later_changes', 'XC04-Q25', 'query', by_name['extended_due_on'],
        'extended_due_on is not null'
        ~ ' and (extended_due_on_before is null or extended_due_on <> extended_due_on_before)'
        ~ ' and coalesce(extended_due_on_before, due_on_before) < period_start_on',
        '原期限在本报告期之前已经届满，延长后期限{extended_due_on}属逾期后延期，请说明。') }}
    union all
    {{ part_problem('history', 'XC04-Q26', 'XC04', 'gone_count',
        'open_before_count >= 5 and gone_count * 10 > open_before_count * 3'
        ~ ' and never_seen_count >= gone_count',
        '上次未办结的{open_before_count}条线索中有{gone_count}条编号不见，同时出现{never_seen_count}个新编号，疑似重新编号，请恢复原编号或说明。') }}
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
