-- Each observation with the state that follows from it: the row that stands, whether it is stale
-- (its newest row was held back) or vanished (open, and absent since).
with
observations as (
    select * from {{ ref('int_clue_observations') }}
),

taken_over as (
    select
        unit_code,
        clue_no,
        min(period) as taken_over_period
    from observations
    where observation = 'taken_over'
    group by unit_code, clue_no
),

standing as (
    select
        observations.unit_code,
        observations.clue_no,
        observations.period,
        observations.extraction_id,
        observations.observation,
        {%- for column in ['_extraction_id', '_sheet', '_table', '_row', 'is_open', 'is_stale'] %}
        last_value(observations.{{ column }} ignore nulls) over past as {{ column }},
        {%- endfor %}
        taken_over.taken_over_period
    from observations
    left join taken_over
        on observations.unit_code = taken_over.unit_code
        and observations.clue_no = taken_over.clue_no
    where taken_over.taken_over_period is null
        or observations.period < taken_over.taken_over_period
    window past as (
        partition by observations.unit_code, observations.clue_no
        order by observations.period nulls last
        rows between unbounded preceding and current row
    )
),

final as (
    select
        *,
        observation = 'absent' and is_open as is_vanished
    from standing
)

select * from final
