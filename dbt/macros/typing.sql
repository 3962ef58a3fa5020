{#- From text to type. A parser takes the folded text and gives its type, or null where the text
    does not become it: `chk_` models turn such a null into a problem. Rules: docs/decisions.md. -#}

{% macro blank_marks() -%}
    ('', '-', '--', '—', '——', '/', '无')
{%- endmacro %}

{#- True where a cell stands for "nothing": empty, a dash, a stroke or 无. -#}
{% macro is_blank(folded) -%}
    ({{ folded }} is null or {{ folded }} in {{ blank_marks() }})
{%- endmacro %}

{#- Chinese numerals as digits; 十 is resolved beside its neighbours (三十 30, 十二 12, 二十一 21). -#}
{% macro chinese_digits(folded) -%}
    {%- set digits = "translate(" ~ folded ~ ", '〇零一二两三四五六七八九', '001223456789')" -%}
    {%- set inside = replace_match(digits, '([0-9])十([0-9])', '\\1\\2') -%}
    {%- set tens = replace_match(inside, '([0-9])十', '\\10') -%}
    {%- set teens = replace_match(tens, '十([0-9])', '1\\1') -%}
    replace({{ teens }}, '十', '10')
{%- endmacro %}

{#- Text that says nothing of what was meant: an error cell, a formula that was never calculated,
    a number that Excel turned into scientific notation. -#}
{% macro is_lost_text(folded) -%}
    ({{ matches(folded, '#(N/A|REF!|VALUE!|DIV/0!|NAME[?]|NUM!|NULL!|公式未计算|文字不完整)') }}
    or {{ matches(folded, '[0-9]([.][0-9]+)?[Ee][+][0-9]+') }})
{%- endmacro %}

{% macro parse_text(raw, folded, field) -%}
    case
        when {{ is_blank(folded) }} or {{ is_lost_text(folded) }} then null
        {%- if field.free_text %}
        else trim({{ raw }})
        {%- elif field.key or field.name.endswith('_no') or field.name.endswith('_code') %}
        else upper({{ folded }})
        {%- else %}
        else {{ folded }}
        {%- endif %}
    end
{%- endmacro %}

{% macro date_from_parts(text, pattern) -%}
    try_cast(
        lpad({{ match_part(text, pattern, 1) }}, 4, '20') || '-'
        || lpad({{ match_part(text, pattern, 2) }}, 2, '0') || '-'
        || lpad({{ match_part(text, pattern, 3) }}, 2, '0') as date
    )
{%- endmacro %}

{#- Month and day without a year: the year of the report period, or the year before where the day
    would lie after the period's end. -#}
{% macro date_from_month_and_day(text, pattern, period) -%}
    {%- set rest -%}
    '-' || lpad({{ match_part(text, pattern, 1) }}, 2, '0')
    || '-' || lpad({{ match_part(text, pattern, 2) }}, 2, '0')
    {%- endset -%}
    {%- set this_year = "try_cast(substr(" ~ period ~ ", 1, 4) || " ~ rest ~ " as date)" -%}
    {%- set year_before = "try_cast(cast(try_cast(substr(" ~ period ~ ", 1, 4) as integer) - 1 as varchar) || " ~ rest ~ " as date)" -%}
    case
        when {{ this_year }} > {{ last_day_of_month(month_start(period)) }} then {{ year_before }}
        else {{ this_year }}
    end
{%- endmacro %}

{#- A date as digits to look at: Chinese numerals read, a long dash as a short one. Worked out once a
    field: each place where it stood again would compile its patterns anew. -#}
{% macro date_in_digits(folded) -%}
    case
        when {{ contains_match(folded, '[〇零一二三四五六七八九十]') }}
            then {{ chinese_digits(folded) }}
        else replace({{ folded }}, '—', '-')
    end
{%- endmacro %}

{#- `digits` is `date_in_digits` of the folded text. -#}
{% macro parse_date(folded, digits, period) -%}
    {%- set full = '^([0-9]{4}|[0-9]{2})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})(日|号)?([0-9]{2}:[0-9]{2}(:[0-9]{2})?)?$' -%}
    {%- set short = '^([0-9]{1,2})月([0-9]{1,2})(日|号)$' -%}
    case
        when {{ is_blank(folded) }} then null
        when {{ matches(folded, '[0-9]{8}') }} then try_cast(
            substr({{ folded }}, 1, 4) || '-' || substr({{ folded }}, 5, 2)
            || '-' || substr({{ folded }}, 7, 2) as date
        )
        when {{ matches(folded, '[0-9]{5}([.][0-9]+)?') }} then case
            when try_cast(substr({{ folded }}, 1, 5) as integer) between 36526 and 73050
                then {{ add_days("cast('1899-12-30' as date)", "try_cast(substr(" ~ folded ~ ", 1, 5) as integer)") }}
        end
        when {{ matches(digits, full) }} then {{ date_from_parts(digits, full) }}
        when {{ matches(digits, short) }} then {{ date_from_month_and_day(digits, short, period) }}
    end
{%- endmacro %}

{#- 一百零三, 二千三百: thousands, hundreds, tens and ones, each part optional. -#}
{% macro chinese_integer(folded) -%}
    {%- set digits = "translate(" ~ folded ~ ", '〇零一二两三四五六七八九', '001223456789')" -%}
    {%- set pattern = '^(([0-9])千)?0?(([0-9])百)?0?(([0-9]?)十)?0?([0-9])?$' -%}
    case when {{ matches(digits, pattern) }} then
        coalesce(try_cast({{ match_part(digits, pattern, 2) }} as bigint), 0) * 1000
        + coalesce(try_cast({{ match_part(digits, pattern, 4) }} as bigint), 0) * 100
        + case
            when {{ match_part(digits, pattern, 5) }} = '' then 0
            else coalesce(try_cast({{ match_part(digits, pattern, 6) }} as bigint), 1) * 10
        end
        + coalesce(try_cast({{ match_part(digits, pattern, 7) }} as bigint), 0)
    end
{%- endmacro %}

{#- Words that make a number rough or add a remark: 约120, 1760余个, 95以上, 3(含立案1). -#}
{% macro rough_before() -%}
    {{ return('(约|大约|近|超|超过|逾|至少|不少于)?') }}
{%- endmacro %}

{% macro rough_after() -%}
    {{ return('(余|多|以上|左右|上下)?([(][^()]*[)])?') }}
{%- endmacro %}

{#- What is counted, behind its number. -#}
{% macro counting_words() -%}
    {{ return('[人件个名次条起轮届份家户项批处篇场支所]') }}
{%- endmacro %}

{% macro whole_number() -%}
    {{ return('([0-9]+|[0-9]{1,3}(,[0-9]{3})+)([.]0+)?') }}
{%- endmacro %}

{% macro decimal_number() -%}
    {{ return('(-?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)([.][0-9]+)?)') }}
{%- endmacro %}

{% macro rough_integer() -%}
    {{ return('^第?' ~ rough_before() ~ whole_number() ~ '(余|多)?' ~ counting_words() ~ '*' ~ rough_after() ~ '$') }}
{%- endmacro %}

{% macro rough_decimal() -%}
    {{ return('^' ~ rough_before() ~ '[¥￥]?' ~ decimal_number() ~ '(余|多)?(万元|万余元|万多元|元|万|亿元|亿|分)?' ~ rough_after() ~ '$') }}
{%- endmacro %}

{#- Was a number read from this text with the loss of a word (ROW-09)? The row is used, the unit is
    asked. -#}
{% macro is_rough_number(folded, type) -%}
    ({{ contains_match(folded, '^(约|大约|近|超|逾|至少|不少于)|余|多|以上|左右|上下|[(]') }}
    and {{ matches(folded, rough_integer() if type == 'integer' else rough_decimal()) }})
{%- endmacro %}

{#- A number without 第 before it and counting words behind it. -#}
{% macro without_counting_words(folded) -%}
    {{ replace_match(folded, '^第|' ~ counting_words() ~ '+$', '') }}
{%- endmacro %}

{#- A whole number of at least 0, with or without thousands commas, a counting word or 第…轮; rough
    words are left out. `bare` is `without_counting_words` of the folded text. -#}
{% macro parse_integer(folded, bare) -%}
    {%- set pattern = '^' ~ whole_number() ~ '$' -%}
    case
        when {{ is_blank(folded) }} then null
        when {{ matches(bare, pattern) }}
            then try_cast(replace({{ match_part(bare, pattern, 1) }}, ',', '') as bigint)
        when {{ matches(bare, '[〇零一二两三四五六七八九十百千]+') }}
            then {{ chinese_integer(bare) }}
        when {{ matches(folded, rough_integer()) }}
            then try_cast(replace({{ match_part(folded, rough_integer(), 2) }}, ',', '') as bigint)
    end
{%- endmacro %}

{#- 万元 from a number with its unit; a unit in the cell wins over the unit of the column. -#}
{% macro in_wan_yuan(number, unit, money_unit) -%}
    case
        when {{ unit }} = '元' or ({{ unit }} = '' and {{ money_unit }} = '元')
            then try_cast({{ number }} * cast(0.0001 as decimal(5, 4)) as decimal(18, 4))
        when {{ unit }} in ('亿', '亿元') then try_cast({{ number }} * 10000 as decimal(18, 4))
        else try_cast({{ number }} as decimal(18, 4))
    end
{%- endmacro %}

{#- A decimal; money in 万元; rough words are left out. What is not money may be counted in 分, or
    in 万元 where the form adds up money (the control total of the cover). -#}
{% macro parse_decimal(folded, money_unit) -%}
    {%- set number = "try_cast(replace(" ~ match_part(folded, rough_decimal(), 2) ~ ", ',', '') as decimal(28, 8))" -%}
    {%- set unit = match_part(folded, rough_decimal(), 7) -%}
    {%- set spoken = '^([〇零一二两三四五六七八九十百千]+)(万元|元|万|亿元|亿)?$' -%}
    case
        when {{ is_blank(folded) }} then null
        {%- if money_unit %}
        when {{ matches(folded, rough_decimal()) }} and {{ unit }} <> '分'
            then {{ in_wan_yuan(number, unit, money_unit) }}
        when {{ matches(folded, spoken) }}
            then {{ in_wan_yuan(chinese_integer(match_part(folded, spoken, 1)), match_part(folded, spoken, 2), money_unit) }}
        {%- else %}
        when {{ matches(folded, rough_decimal()) }} and {{ unit }} in ('', '分', '万', '万元')
            then try_cast({{ number }} as decimal(18, 4))
        {%- endif %}
    end
{%- endmacro %}

{#- A tick column: blank is no. -#}
{% macro parse_boolean(folded) -%}
    case
        when {{ is_blank(folded) }} then false
        when lower({{ folded }}) in ('是', '√', '✓', '✔', '☑', '■', '有', '1', '1.0', 'y', 'yes', 'true', '对')
            then true
        when lower({{ folded }}) in ('否', '×', 'x', '✗', '✘', '☐', '□', '0', '0.0', 'n', 'no', 'false', '错')
            then false
    end
{%- endmacro %}
