-- Used rows of XC03 beside the day on which their finding was found, as XC02 last said up to the
-- row's period.
with
used as (
    select * from {{ ref('int_measures') }}
),

found as (
    select unit_code, finding_no, period, found_on
    from {{ ref('int_findings') }}
    where is_in_force
),

spoken_for as (
    select
        heirs.heir_code as unit_code,
        found.finding_no,
        found.period,
        found.found_on
    from found
    inner join {{ ref('int_unit_heirs') }} as heirs on found.unit_code = heirs.unit_code
),

newest as (
    select
        used._extraction_id,
        used._sheet,
        used._table,
        used._row,
        max_by(spoken_for.found_on, spoken_for.period) as finding_found_on
    from used
    inner join spoken_for
        on used.unit_code = spoken_for.unit_code
        and used.finding_no = spoken_for.finding_no
        and used.period >= spoken_for.period
    where used.is_in_force
    group by used._extraction_id, used._sheet, used._table, used._row
),

final as (
    select
        used.*,
        newest.finding_found_on
    from used
    left join newest
        on used._extraction_id = newest._extraction_id
        and used._sheet = newest._sheet
        and used._table = newest._table
        and used._row = newest._row
)

select * from final
