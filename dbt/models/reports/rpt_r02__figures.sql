-- Figures of the quarterly report on villages and livelihood matters: of the quarter, of the year
-- and of the term to date, with their bases. `period` is the month that ends the quarter.
with
figures as (
    select *
    from (
        {{ report_figures(['quarter', 'year', 'term_to_date'], indicators=[
            'villages_total', 'villages_inspected', 'village_coverage', 'village_findings',
            'matters_raised', 'matters_handed', 'matters_solved', 'matters_open',
            'matters_solved_rate', 'immediate_matters', 'livelihood_matters', 'beneficiaries',
            'refunded_amount',
        ]) | indent(8) }}
    ) as all_months
),

final as (
    select figures.*
    from figures
    inner join {{ ref('int_months') }} as months on figures.period = months.month
    where {{ is_due_in("'quarter'", 'months.start_on') }}
)

select * from final
