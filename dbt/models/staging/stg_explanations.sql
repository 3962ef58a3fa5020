-- What was answered to each question (problem_no) by this build's `as_of`, the newest answer: noted
-- by the office, or written by the unit into the list that it had been sent.
with
build_context as (
    select * from {{ source('reference', 'build_context') }}
),

noted as (
    select
        explanations.problem_no,
        cast(null as varchar) as unit_code,
        explanations.explanation,
        try_cast(explanations.decided_at as timestamp) as explained_at
    from {{ source('reference', 'explanations') }} as explanations
    cross join build_context
    where explanations.decided_at <= build_context.as_of
),

returned as (
    select
        answers.problem_no,
        answers.unit_code,
        answers.explanation,
        extractions.received_at as explained_at
    from {{ source('raw', 'returned_explanations') }} as answers
    inner join {{ ref('stg_extractions') }} as extractions
        on answers.extraction_id = extractions.extraction_id
    where answers.unit_code is not null
),

answers as (
    select * from noted
    union all
    select * from returned
),

ranked as (
    select
        *,
        row_number() over (
            partition by problem_no, unit_code
            order by explained_at desc nulls last, explanation asc nulls last
        ) as newest_first
    from answers
),

final as (
    select problem_no, unit_code, explanation, explained_at
    from ranked
    where newest_first = 1
)

select * from final
