-- One row a part: its status and its rows, used plus held back being all that were received.
with
parts as (
    select * from {{ ref('int_parts') }}
),

unknown_rows as (
    select
        row_classes.extraction_id,
        row_classes.form,
        count(*) as unknown_count
    from {{ ref('row_classes') }} as row_classes
    where row_classes.row_class = 'unknown'
    group by row_classes.extraction_id, row_classes.form
),

held as (
    select
        form,
        extraction_id,
        count(*) as held_count
    from {{ ref('int_held_rows') }}
    group by form, extraction_id
),

used_covers as (
    select
        'COVER' as form,
        covers._extraction_id as extraction_id,
        count(*) as used_count
    from {{ ref('stg_cover') }} as covers
    left join {{ ref('int_held_rows') }} as held_rows
        on held_rows.form = 'COVER'
        and covers._extraction_id = held_rows.extraction_id
        and covers._sheet = held_rows.sheet
        and covers._table = held_rows.table_no
        and covers._row = held_rows.row_no
    where held_rows.row_no is null
    group by covers._extraction_id
),

used as (
    select * from used_covers
    {%- for form in forms() %}
    union all
    select
        '{{ form_code(form.name) }}' as form,
        _extraction_id as extraction_id,
        count(*) as used_count
    from {{ ref('int_' ~ form.name) }}
    group by _extraction_id
    {%- endfor %}
),

counted as (
    select
        parts.*,
        case
            when parts.reader_status <> 'accepted' then 0
            else coalesce(used.used_count, 0)
        end as rows_used,
        case
            when parts.reader_status <> 'accepted' then parts.rows_received
            else coalesce(held.held_count, 0) + coalesce(unknown_rows.unknown_count, 0)
        end as rows_held_back
    from parts
    left join used on parts.extraction_id = used.extraction_id and parts.form = used.form
    left join held on parts.extraction_id = held.extraction_id and parts.form = held.form
    left join unknown_rows
        on parts.extraction_id = unknown_rows.extraction_id and parts.form = unknown_rows.form
),

final as (
    select
        extraction_id,
        sha256,
        file_name,
        form,
        unit_code,
        period,
        received_at,
        case
            when reader_status <> 'accepted' then reader_status
            when is_duplicate then 'duplicate'
            when not is_in_force then 'superseded'
            when rows_held_back > 0 then 'accepted_with_held_rows'
            else 'accepted'
        end as status,
        is_nil,
        rows_received,
        rows_used,
        rows_held_back
    from counted
)

select * from final
