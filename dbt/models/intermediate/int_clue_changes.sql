-- Each used row of XC04 in force beside the item's used row before it, as text too.
{%- set fields = form_fields('stg_clues') %}
{%- set compared = ['disciplined_count', 'party_count', 'state_count', 'organisational_count',
    'procuratorate_count', 'form1_count', 'form2_count', 'form3_count', 'form4_count',
    'surrendered_count', 'confessed_count', 'recovered_amount_wan_yuan', 'amount_involved_wan_yuan',
    'due_on', 'extended_due_on', 'is_settled', 'period'] %}
with
used as (
    select * from {{ ref('int_clues') }}
    where is_in_force
),

compared as (
    select
        *,
        {%- for column in compared %}
        lag({{ column }}) over item as {{ column }}_before,
        {%- endfor %}
        {{ month_start('period') }} as period_start_on
    from used
    window item as (partition by unit_code, clue_no order by period nulls last)
),

final as (
    {{ rows_with_text('stg_clues', 'compared') }}
)

select * from final
