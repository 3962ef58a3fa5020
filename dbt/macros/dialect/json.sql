{#- JSON whose functions differ between engines. -#}

{#- One row for each key of a JSON object. -#}
{% macro json_key_rows(json) -%}
    {{ return(adapter.dispatch('json_key_rows', 'xuncha')(json)) }}
{%- endmacro %}

{% macro default__json_key_rows(json) -%}
    unnest(json_keys({{ json }}))
{%- endmacro %}

{#- The text at the key that a column names, null where there is none. -#}
{% macro json_text_at(json, key_column) -%}
    {{ return(adapter.dispatch('json_text_at', 'xuncha')(json, key_column)) }}
{%- endmacro %}

{% macro default__json_text_at(json, key_column) -%}
    json_extract_string({{ json }}, '$.' || {{ key_column }})
{%- endmacro %}
