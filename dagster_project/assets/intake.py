"""Assets of arrival: every waiting file archived and read, and the registers a build needs.

A file is opened once, whatever forms it holds, so all raw tables are one multi-asset whose specs
come from the forms. How files are read is in `intake/` and `spreadsheets/`.
"""

from collections.abc import Iterator
from datetime import datetime

from dagster import (
    AssetExecutionContext,
    AssetsDefinition,
    AssetSpec,
    Config,
    MaterializeResult,
    multi_asset,
)

from dagster_project import clock, progress
from dagster_project.assets import CLERKS
from dagster_project.decisions import load_decisions
from dagster_project.forms import load_code_lists, load_forms
from dagster_project.home import sources_folder
from dagster_project.intake import take_in
from dagster_project.reference import SCHEMAS, write_reference
from dagster_project.resources import HomeResource
from dagster_project.warehouse.versions import code_version

READ_TABLES = {
    "extractions": "每次读取一行：文件、收到时间。",
    "parts": "读到的每份报表一行：单位、报告期、行数、是否受理。",
    "row_classes": "每个非数据行一行：标题、表头、小计、注、签名、无法识别。",
    "reader_problems": "读取时发现的每个问题一行，附单元格。",
    "layouts": "每张表的每个已识别列一行：字段、列号、表头。",
    "layout_proposals": "没有认出的每个表头、每个可能的字段一行：写法是否相近、内容是否符合。",
    "questions": "每次读取中要由办公室决定的每个写法一行：表头或单位名称。",
    "subtotals": "小计、合计行的每个数字一行：由哪几行相加。",
    "returned_explanations": "单位在退回的问题清单里写的每条说明一行。",
}
REFERENCE_TABLES = {
    "build_context": "仅一行：本次运行的数据截至时点与程序版本。",
    "code_values": "代码表的每个代码一行：名称、别名、有效期。",
    "regions": "每个行政区划一行：代码、名称、上级、有效期、并入何处。",
    "reporting_units": "每个填报单位一行：名称、类别、所属地区、有效期。",
    "terms": "每个地区的每一届一行：起止日期。",
    "due_days": "办公室对报送期限的每次决定一行：期限和宽限天数。",
    "organisation_aliases": "办公室对党组织写法的每次决定一行。",
    "explanations": "对核实性问题的每条说明一行。",
    "forms": "每种报表一行：编号、名称、周期、报送期限。",
}


class BuildMoment(Config):
    """The time up to which the build knows what arrived; empty: now."""

    as_of: str = ""

    def resolve(self) -> datetime:
        """Return the time as a naive Asia/Shanghai wall time."""
        return datetime.fromisoformat(self.as_of) if self.as_of else clock.now()


def _raw_specs() -> list[AssetSpec]:
    forms = {
        form.name: f"{form.title}（{form.code}）原文，每行附文件、表、行。"
        for form in load_forms(sources_folder()).values()
    }
    return [
        AssetSpec(
            ["raw", name],
            group_name="intake",
            description=description,
            owners=[CLERKS],
            kinds={"excel", "parquet"},
        )
        for name, description in {**READ_TABLES, **forms}.items()
    ]


def build_intake() -> AssetsDefinition:
    """Return the multi-asset of all raw tables, one for each form and one for each finding."""

    @multi_asset(specs=_raw_specs(), name="intake")
    def intake(
        context: AssetExecutionContext, home: HomeResource
    ) -> Iterator[MaterializeResult[None]]:
        """Archive every new file of the inbox, read it, write its tables as Parquet."""
        result = take_in(
            home.folder,
            sources_folder(),
            clock.now(),
            on_progress=lambda done, total: progress.report("intake", done, total),
        )
        found = {
            "files_seen": result.files_seen,
            "files_read": result.files_read,
            "files_returned": result.files_returned,
            "files_waiting": result.files_waiting,
            "problems": result.problems,
        }
        context.log.info("read %s of %s files", result.files_read, result.files_seen)
        for name in result.files_left:
            context.log.warning("%s changed while it was read; left for the next run", name)
        for key in sorted(context.selected_asset_keys):
            rows = result.rows_by_form.get(key.path[-1])
            added = {} if rows is None else {"rows_read": rows}
            yield MaterializeResult(asset_key=key, metadata={**found, **added})

    return intake


def build_reference() -> AssetsDefinition:
    """Return the multi-asset of registers, code lists and the moment of the build."""

    @multi_asset(
        specs=[
            AssetSpec(
                ["reference", name],
                group_name="reference",
                description=REFERENCE_TABLES.get(name, "办公室的名册、代码或决定。"),
                owners=[CLERKS],
                kinds={"parquet"},
            )
            for name in SCHEMAS
        ],
        name="reference",
    )
    def reference(config: BuildMoment, home: HomeResource) -> Iterator[MaterializeResult[None]]:
        """Write the tables that a build refers to."""
        as_of = config.resolve()
        counts = write_reference(
            home.folder / "raw" / "reference",
            load_forms(sources_folder()),
            load_code_lists(sources_folder()),
            load_decisions(home.folder / "decisions"),
            as_of,
            code_version(),
        )
        for name, rows in counts.items():
            yield MaterializeResult(
                asset_key=["reference", name],
                metadata={"rows": rows, "as_of": as_of.isoformat(sep=" ")},
            )

    return reference
