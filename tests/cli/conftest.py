"""A small published release, made by hand, for the tests of reading it.

Two counties of one city over two months; the one sent its return twice, the other has a row held
back. Only the columns that status and trace read; that the
real warehouse has them is shown by the tests that run on a whole build.
"""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from dagster_project.cli import main

RELEASE_SQL = """
create table build_context as select timestamp '2026-10-20 09:00:00' as as_of, 'v' as code_version;

create table dim_period as
select * from (values
    ('2026-08', 'month', date '2026-08-01', date '2026-08-31', '2026-08'),
    ('2026-09', 'month', date '2026-09-01', date '2026-09-30', '2026-09'),
    ('2026', 'year', date '2026-01-01', date '2026-09-30', '2026-09'),
    ('T2021', 'term_to_date', null, date '2026-09-30', '2026-09')
) as t (period, period_kind, start_on, end_on, as_at_period);

create table dim_region as
select * from (values
    ('990000', 'province'), ('990100', 'city'), ('990121', 'county'), ('990122', 'county')
) as t (region_code, region_level);

create table dim_term as
select * from (values
    ('990121', 'T2021', date '2021-07-01', cast(null as date)),
    ('990122', 'T2021', date '2021-09-01', null)
) as t (region_code, term_code, started_on, ended_on);

create table dim_reporting_unit as
select * from (values
    ('990121', '甲县', '990100', cast(null as date)),
    ('990122', '旧乙县', '990100', cast(null as date)),
    ('990122', '乙县', '990100', date '2026-01-01')
) as t (unit_code, unit_name, city_code, valid_from_on);

create table submission_parts as
select * from (values
    ('e0', 'county-a/first.xlsx', 'XC04', '990121', '2026-09', timestamp '2026-10-02 08:00:00',
        'superseded', 1, 1, 0),
    ('e1', 'county-a/2026-09.xlsx', 'XC04', '990121', '2026-09', timestamp '2026-10-03 09:30:00',
        'accepted', 3, 3, 0),
    ('e2', 'county-b/2026-09.csv', 'XC04', '990122', '2026-09', timestamp '2026-10-08 17:00:00',
        'accepted_with_held_rows', 3, 2, 1),
    ('e3', 'nobody.xlsx', null, null, null, timestamp '2026-10-04 10:00:00', 'returned', 0, 0, 0)
) as t (
    extraction_id, file_name, form, unit_code, period, received_at, status,
    rows_received, rows_used, rows_held_back
);

create table part_rows as
select * from (values
    ('e0', 'XC04', '线索', 1, 5, 'A-01', false),
    ('e1', 'XC04', '线索', 1, 3, 'A-03', false),
    ('e1', 'XC04', '线索', 1, 5, 'A-01', false),
    ('e1', 'XC04', '线索', 1, 6, 'A-02', false),
    ('e1', 'XC04', '线索', 1, 7, 'A-03', false),
    ('e1', 'XC04', '线索', 1, 8, 'A-04', false),
    ('e2', 'XC04', '', 1, 2, 'B-01', false),
    ('e2', 'XC04', '', 1, 3, 'B-02', false),
    ('e2', 'XC04', '', 1, 4, null, true)
) as t (extraction_id, form, sheet, table_no, row_no, item_key, is_held_back);

create table row_classes as
select * from (values
    ('e1', '线索', 'XC04', 4, 'heading', '表头'),
    ('e1', '封面', null, 1, 'unknown', '没有报表')
) as t (extraction_id, sheet, form, row_no, row_class, reason);

create table problems as
select * from (values
    ('ROW-02', 'fatal', '990122', '2026-09', 'XC04', 'e2', 'county-b/2026-09.csv', '', 'C4',
        '这不是日期。'),
    ('XC04-Q01', 'query', '990122', '2026-09', 'XC04', 'e2', 'county-b/2026-09.csv', '', 'C3',
        '受理早于移交。'),
    ('FILE-02', 'fatal', null, null, null, 'e3', 'nobody.xlsx', '', null, '认不出填报单位。')
) as t (
    check_code, severity, unit_code, period, form, extraction_id, file_name, sheet, cell, message
);

create table submission_status as
select * from (values
    ('990121', 'XC04', '2026-09', date '2026-10-05', timestamp '2026-10-03 09:30:00',
        true, 'on_time', 'accepted', false, 3, 3, 0, 0, 0),
    ('990122', 'XC04', '2026-09', date '2026-10-05', timestamp '2026-10-08 17:00:00',
        false, 'late', 'accepted_with_held_rows', false, 3, 2, 1, 1, 1),
    ('990122', 'XC04', '2026-08', date '2026-09-05', null, false, 'missing', 'missing', false,
        0, 0, 0, 0, 0)
) as t (
    unit_code, form, period, due_on, received_at, is_on_time, state, status, is_nil,
    rows_received, rows_used, rows_held_back, open_query_count, returned_count
);

create table fct_clue as
select *, 'e1' as _extraction_id, '线索' as _sheet, 1 as _table from (values
    ('990121', 'A-01', '2026-09', null, false, date '2026-09-02', null, false, 0.0, 5),
    ('990121', 'A-02', '2026-09', null, false, date '2026-09-09', date '2026-09-20', true, 1.5, 6),
    ('990121', 'A-03', '2026-03', '2026-09', false, date '2026-03-09', null, false, 2.0, 3),
    ('990121', 'A-03', '2026-09', null, false, date '2026-03-09', date '2026-09-20', true, 2.0, 7),
    ('990121', 'A-04', '2026-09', null, true, date '2026-09-03', null, false, 9.0, 8)
) as t (
    unit_code, clue_no, valid_from_period, valid_to_period, is_void, transferred_on,
    settled_on_effective, is_settled, amount_involved_wan_yuan, _row
);
insert into fct_clue by name
select *, 'e2' as _extraction_id, '' as _sheet, 1 as _table from (values
    ('990122', 'B-01', '2026-09', null, false, date '2026-09-11', null, false, 4.0, 2),
    ('990122', 'B-02', '2026-05', null, false, date '2026-05-11', date '2026-09-20', true, 8.0, 3)
) as t (
    unit_code, clue_no, valid_from_period, valid_to_period, is_void, transferred_on,
    settled_on_effective, is_settled, amount_involved_wan_yuan, _row
);
alter table fct_clue add column source_code varchar;
update fct_clue set source_code = case when clue_no = 'A-02' then 'audit' else 'petition' end;
alter table fct_clue add column is_stale boolean default false;
alter table fct_clue add column is_vanished boolean default false;

create table month_ends_clue as
select dim_period.period as as_at_period, fct_clue.*
from fct_clue
inner join dim_period
    on dim_period.period_kind = 'month'
    and fct_clue.valid_from_period <= dim_period.period
    and coalesce(fct_clue.valid_to_period > dim_period.period, true)
where not fct_clue.is_void;

create table part_columns as
select * from (values
    ('e0', 'XC04', '线索', 1, 'clue_no', 'B', '线索编号'),
    ('e1', 'XC04', '线索', 1, 'clue_no', 'B', '线索编号'),
    ('e1', 'XC04', '线索', 1, 'transferred_on', 'D', '移交时间'),
    ('e1', 'XC04', '线索', 1, 'source_code', 'G', '来源'),
    ('e1', 'XC04', '线索', 1, 'status_code', 'H', '办理状态'),
    ('e1', 'XC04', '线索', 1, 'case_filed_on', 'J', '立案日期'),
    ('e1', 'XC04', '线索', 1, 'amount_involved_wan_yuan', 'K', '涉案金额'),
    ('e2', 'XC04', '', 1, 'clue_no', 'A', '编号'),
    ('e2', 'XC04', '', 1, 'transferred_on', 'C', '移交')
) as t (extraction_id, form, sheet, table_no, field, column_letter, heading);

create table cell_overrides as
select * from (values ('e1', 'XC04', '线索', 1, 6, 'transferred_on', 'D5'))
as t (extraction_id, form, sheet, table_no, row_no, field, cell);

create table dim_indicator as
select
    *,
    'fct_clue' as fact,
    'month_ends_clue' as month_ends,
    'XC04' as form,
    'clue_no' as key_columns,
    'is_settled=status_code,case_filed_on' as made_from,
    '1' as denominator_value_sql,
    row_number() over () as sort_order
from (values
    ('clues_transferred', '移交问题线索', 'Clues transferred', 'count', '件', '移交日期在期内。',
        'month|year|term_to_date', 'source=source_code', 'transferred_on',
        'transferred_on between period_start_on and period_end_on and (true)', null, '1', 'flow'),
    ('amount_involved', '涉及金额', 'Amount involved', 'sum', '万元', '移交日期在期内的金额之和。',
        'month|year|term_to_date', '', 'transferred_on',
        'transferred_on between period_start_on and period_end_on and (true)', null,
        'amount_involved_wan_yuan', 'flow'),
    ('settlement_rate', '办结率', 'Settlement rate', 'ratio', '%', '移交的线索中办结的比重。',
        'year|term_to_date', '', 'transferred_on',
        'transferred_on between period_start_on and period_end_on and (is_settled)',
        'transferred_on between period_start_on and period_end_on and (true)', '1', 'flow'),
    ('clues_open', '在办问题线索', 'Clues open', 'count', '件', '期末未办结的件数。',
        'month|year|term_to_date', '', null, 'true and (not is_settled)', null, '1', 'stock')
) as t (
    indicator_code, name_zh, name_en, statistic, unit_zh, sentence_zh, period_kinds, split_columns,
    date_column, numerator_sql, denominator_sql, numerator_value_sql, basis
);

create table rpt_r01__figures as
select
    '2026-09' as period,
    indicator_code,
    region_code,
    case
        when region_code = '990000' then 'province'
        when region_code = '990100' then 'city'
        else 'unit'
    end as region_level,
    region_name,
    1 as sort_order,
    period_kind,
    case
        when period_kind = 'month' then '2026-09'
        when period_kind = 'year' then '2026'
        else 'T2021'
    end as figure_period,
    split_kind,
    split_code,
    split_label,
    cast(numerator as decimal(18, 4)) as numerator,
    cast(denominator as decimal(18, 4)) as denominator,
    cast(value as decimal(18, 6)) as value
from (values
    ('clues_transferred', '990121', '甲县', 'month', 'all', 'all', null, 2, null, 2),
    ('clues_transferred', '990121', '甲县', 'month', 'source', 'audit', '审计移交', 1, null, 1),
    ('clues_transferred', '990121', '甲县', 'year', 'all', 'all', null, 3, null, 3),
    ('clues_transferred', '990000', '全省', 'month', 'all', 'all', null, 3, null, 3),
    ('clues_transferred', '990100', '某市', 'year', 'all', 'all', null, 5, null, 5),
    ('clues_transferred', '990100', '某市', 'term_to_date', 'all', 'all', null, 5, null, 5),
    ('amount_involved', '990121', '甲县', 'month', 'all', 'all', null, 1.5, null, 1.5),
    ('settlement_rate', '990121', '甲县', 'year', 'all', 'all', null, 2, 3, 0.666667),
    ('clues_open', '990121', '甲县', 'month', 'all', 'all', null, 1, null, 1),
    ('clues_open', '990122', '乙县', 'month', 'all', 'all', null, 1, null, 1)
) as t (
    indicator_code, region_code, region_name, period_kind, split_kind, split_code, split_label,
    numerator, denominator, value
);

create table indicator_values as
select
    indicator_code, region_code, region_level, figure_period as period, period_kind, split_kind,
    split_code, numerator, denominator, value
from rpt_r01__figures
where period_kind <> 'month' or indicator_code <> 'amount_involved';
"""


@pytest.fixture(scope="session")
def small_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one release: two counties, five clues, one returned file."""
    home = tmp_path_factory.mktemp("home")
    release = home / "published" / "releases" / "r1"
    release.mkdir(parents=True)
    (home / "inbox").mkdir()
    with duckdb.connect(str(release / "warehouse.duckdb")) as warehouse:
        warehouse.execute(RELEASE_SQL)
    (home / "published" / "current").symlink_to(release)
    return home


@pytest.fixture
def xuncha(capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """A function: arguments → exit code, standard output, standard error of the command line."""

    def run(*arguments: object) -> tuple[int, str, str]:
        capfd.readouterr()
        code = main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return code, out, err

    return run


@pytest.fixture
def home_with_parts(small_home: Path, tmp_path: Path) -> Path:
    """The same release in which clue A-02 was built of a row of the other county as well."""
    release = tmp_path / "published" / "current"
    release.mkdir(parents=True)
    warehouse_file = release / "warehouse.duckdb"
    warehouse_file.write_bytes((small_home / "published/current/warehouse.duckdb").read_bytes())
    with duckdb.connect(str(warehouse_file)) as warehouse:
        warehouse.execute(
            "create table month_ends_clue_parts as select"
            " '2026-09' as as_at_period, '990121' as unit_code, 'A-02' as clue_no,"
            " 'e2' as _extraction_id, '' as _sheet, 1 as _table, 2 as _row"
        )
    return tmp_path
