-- Who reported XC06 and XC05 for the last month of each quarter, when, and with what.
with
coverage as (
    select *
    from (
        {{ report_coverage(['XC05', 'XC06']) | indent(8) }}
    ) as all_months
),

final as (
    select coverage.*
    from coverage
    inner join {{ ref('int_months') }} as months on coverage.period = months.month
    where {{ is_due_in("'quarter'", 'months.start_on') }}
)

select * from final
