-- The inspections of an organisation in the running term, of its unit or of one merged into it.
with
organisations as (
    select * from {{ ref('month_ends_organisation') }}
),

inspections as (
    select * from {{ ref('month_ends_inspection') }}
),

heirs as (
    select * from {{ ref('int_unit_heirs') }}
),

running_terms as (
    select * from {{ ref('int_running_terms') }}
),

final as (
    select
        organisations.as_at_period,
        organisations.unit_code,
        organisations.organisation_code,
        inspections._extraction_id,
        inspections._sheet,
        inspections._table,
        inspections._row
    from organisations
    inner join running_terms
        on organisations.unit_code = running_terms.unit_code
        and organisations.as_at_period = running_terms.as_at_period
    inner join inspections
        on organisations.as_at_period = inspections.as_at_period
        and organisations.organisation_code = inspections.organisation_code
        and running_terms.term_no = inspections.term_no
    inner join heirs
        on inspections.unit_code = heirs.unit_code
        and organisations.unit_code = heirs.heir_code
)

select * from final
