{#- JSON whose functions differ between engines. -#}

{#- The text at a key of a JSON object, null where there is none. -#}
{% macro json_text(json, key) -%}
    {{ return(adapter.dispatch('json_text', 'xuncha')(json, key)) }}
{%- endmacro %}

{% macro default__json_text(json, key) -%}
    json_extract_string({{ json }}, '$.{{ key }}')
{%- endmacro %}
