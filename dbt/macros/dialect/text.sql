{#- Text functions whose spelling differs between engines. Nothing here knows a form. -#}

{#- Full-width characters to half-width, all white space out. A pure ASCII value (as many bytes
    as characters) skips the slow part: translate is half the cost of cleaning. -#}
{% macro fold(text) -%}
    {{ return(adapter.dispatch('fold', 'xuncha')(text)) }}
{%- endmacro %}

{% macro default__fold(text) -%}
    case
        when {{ text }} is null then null
        when strlen({{ text }}) = length({{ text }})
            then regexp_replace({{ text }}, '\s+', '', 'g')
        else regexp_replace(
            translate(
                {{ text }},
                '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ（）［］，．：；／－＋＝％＊＃＿～–―−',
                '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz()[],.:;/-+=%*#_~---'
            ),
            '[\s\x{3000}\x{00A0}\x{2000}-\x{200B}\x{FEFF}]+', '', 'g'
        )
    end
{%- endmacro %}

{#- White space as a pattern, the ideographic space too. -#}
{% macro white_space() -%}
    {{ return('[\\s\\x{3000}\\x{00A0}\\x{2000}-\\x{200B}\\x{FEFF}]+') }}
{%- endmacro %}

{#- The text without white space at its ends. -#}
{% macro trimmed(text) -%}
    {{ return(replace_match(text, '^' ~ white_space() ~ '|' ~ white_space() ~ '$', '')) }}
{%- endmacro %}

{#- A number as text without zeros after its last decimal; other text as it is. -#}
{% macro without_last_zeros(text) -%}
    {{ return(replace_match(text, '^(-?[0-9]+)([.]0+|([.][0-9]*[1-9])0+)$', '\\1\\3')) }}
{%- endmacro %}

{#- The n-th of the parts that a separator parts. -#}
{% macro nth_part(text, separator, part) -%}
    {{ return(adapter.dispatch('nth_part', 'xuncha')(text, separator, part)) }}
{%- endmacro %}

{% macro default__nth_part(text, separator, part) -%}
    split_part({{ text }}, '{{ separator }}', {{ part }})
{%- endmacro %}

{#- Does the text match the whole pattern? -#}
{% macro matches(text, pattern) -%}
    {{ return(adapter.dispatch('matches', 'xuncha')(text, pattern)) }}
{%- endmacro %}

{% macro default__matches(text, pattern) -%}
    regexp_full_match({{ text }}, '{{ pattern }}')
{%- endmacro %}

{#- Does the text hold a part that matches the pattern? -#}
{% macro contains_match(text, pattern) -%}
    {{ return(adapter.dispatch('contains_match', 'xuncha')(text, pattern)) }}
{%- endmacro %}

{% macro default__contains_match(text, pattern) -%}
    regexp_matches({{ text }}, '{{ pattern }}')
{%- endmacro %}

{#- The n-th bracketed part of the match, '' where there is none. -#}
{% macro match_part(text, pattern, part) -%}
    {{ return(adapter.dispatch('match_part', 'xuncha')(text, pattern, part)) }}
{%- endmacro %}

{% macro default__match_part(text, pattern, part) -%}
    regexp_extract({{ text }}, '{{ pattern }}', {{ part }})
{%- endmacro %}

{% macro replace_match(text, pattern, replacement) -%}
    {{ return(adapter.dispatch('replace_match', 'xuncha')(text, pattern, replacement)) }}
{%- endmacro %}

{% macro default__replace_match(text, pattern, replacement) -%}
    regexp_replace({{ text }}, '{{ pattern }}', '{{ replacement }}', 'g')
{%- endmacro %}

{#- One row for each part of a text that is separated by `separator`. -#}
{% macro split_to_rows(text, separator) -%}
    {{ return(adapter.dispatch('split_to_rows', 'xuncha')(text, separator)) }}
{%- endmacro %}

{% macro default__split_to_rows(text, separator) -%}
    unnest(string_split({{ text }}, '{{ separator }}'))
{%- endmacro %}

{#- The texts of a group in one, separated, in the given order. -#}
{% macro join_texts(text, separator, order_column) -%}
    {{ return(adapter.dispatch('join_texts', 'xuncha')(text, separator, order_column)) }}
{%- endmacro %}

{% macro default__join_texts(text, separator, order_column) -%}
    string_agg({{ text }}, '{{ separator }}' order by {{ order_column }} nulls last)
{%- endmacro %}
