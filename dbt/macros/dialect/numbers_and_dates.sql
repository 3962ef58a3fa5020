{#- Numbers and dates whose functions differ between engines. -#}

{#- Exact median of whole numbers: x or x.5, never a double. -#}
{% macro exact_median(value) -%}
    {{ return(adapter.dispatch('exact_median', 'xuncha')(value)) }}
{%- endmacro %}

{% macro default__exact_median(value) -%}
    median(cast({{ value }} as decimal(18, 4)))
{%- endmacro %}

{#- n / d, half up to six places, null where d is 0 or absent: the one place where a rate is made.
    Whole-number division keeps it exact: decimal division would pass through a double. -#}
{% macro ratio(numerator, denominator) -%}
    {{ return(adapter.dispatch('ratio', 'xuncha')(numerator, denominator)) }}
{%- endmacro %}

{% macro default__ratio(numerator, denominator) -%}
    case
        when coalesce({{ denominator }}, 0) <= 0 or {{ numerator }} is null then null
        else cast(
            (
                (
                    abs(cast({{ numerator }} as decimal(18, 4)) * 10000)::hugeint * 2000000
                    + (cast({{ denominator }} as decimal(18, 4)) * 10000)::hugeint
                )
                // ((cast({{ denominator }} as decimal(18, 4)) * 10000)::hugeint * 2)
            ) as decimal(24, 0)
        ) * cast(0.000001 as decimal(7, 6)) * (case when {{ numerator }} < 0 then -1 else 1 end)
    end::decimal(18, 6)
{%- endmacro %}

{#- `months` later on the same day of the month, or the month's last day. -#}
{% macro add_months(day, months) -%}
    {{ return(adapter.dispatch('add_months', 'xuncha')(day, months)) }}
{%- endmacro %}

{% macro default__add_months(day, months) -%}
    cast({{ day }} + to_months(cast({{ months }} as integer)) as date)
{%- endmacro %}

{% macro add_days(day, days) -%}
    {{ return(adapter.dispatch('add_days', 'xuncha')(day, days)) }}
{%- endmacro %}

{% macro default__add_days(day, days) -%}
    cast({{ day }} + to_days(cast({{ days }} as integer)) as date)
{%- endmacro %}

{#- Whole days from one date to a later one. -#}
{% macro days_between(earlier, later) -%}
    {{ return(adapter.dispatch('days_between', 'xuncha')(earlier, later)) }}
{%- endmacro %}

{% macro default__days_between(earlier, later) -%}
    date_diff('day', {{ earlier }}, {{ later }})
{%- endmacro %}

{#- First day of the month of a period '2026-09'. -#}
{% macro month_start(period) -%}
    {{ return(adapter.dispatch('month_start', 'xuncha')(period)) }}
{%- endmacro %}

{% macro default__month_start(period) -%}
    try_cast({{ period }} || '-01' as date)
{%- endmacro %}

{#- The period '2026-09' that a day lies in. -#}
{% macro month_of(day) -%}
    {{ return(adapter.dispatch('month_of', 'xuncha')(day)) }}
{%- endmacro %}

{% macro default__month_of(day) -%}
    strftime({{ day }}, '%Y-%m')
{%- endmacro %}

{#- One row for each first day of a month from `first` to `last`. -#}
{% macro month_rows(first, last) -%}
    {{ return(adapter.dispatch('month_rows', 'xuncha')(first, last)) }}
{%- endmacro %}

{% macro default__month_rows(first, last) -%}
    cast(unnest(generate_series({{ first }}, {{ last }}, interval 1 month)) as date)
{%- endmacro %}

{% macro last_day_of_month(day) -%}
    {{ return(adapter.dispatch('last_day_of_month', 'xuncha')(day)) }}
{%- endmacro %}

{% macro default__last_day_of_month(day) -%}
    last_day({{ day }})
{%- endmacro %}

{#- Four-digit year of a day, as text. -#}
{% macro year_text(day) -%}
    {{ return(adapter.dispatch('year_text', 'xuncha')(day)) }}
{%- endmacro %}

{% macro default__year_text(day) -%}
    strftime({{ day }}, '%Y')
{%- endmacro %}

{#- First day of the 'quarter' or 'year' of a day. -#}
{% macro first_day_of(unit, day) -%}
    {{ return(adapter.dispatch('first_day_of', 'xuncha')(unit, day)) }}
{%- endmacro %}

{% macro default__first_day_of(unit, day) -%}
    cast(date_trunc('{{ unit }}', {{ day }}) as date)
{%- endmacro %}

{#- Calendar months from an earlier day to a later one, whatever the day of the month. -#}
{% macro months_between(earlier, later) -%}
    {{ return(adapter.dispatch('months_between', 'xuncha')(earlier, later)) }}
{%- endmacro %}

{% macro default__months_between(earlier, later) -%}
    date_diff('month', {{ earlier }}, {{ later }})
{%- endmacro %}
