"""The verbs of the command line: what each takes, and the one call that does its work.

Every verb is thin: it runs a Dagster job or reads the published release, then prints. Wording
is in `cli_messages.py`, what is printed in `cli_output.py`; whatever is heavy is imported in
the verb that needs it, so that `status` and `trace` answer at once.
"""

import os
import sys
import time
import warnings
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dagster_project.cli_decisions import confirm_command, explain_command, proposals_command
from dagster_project.cli_forms import forms_command
from dagster_project.cli_messages import Say
from dagster_project.cli_parameters import (
    CannotDoError,
    CellType,
    ChoiceType,
    CountType,
    PeriodType,
    TimeType,
    help_option,
    option,
    speaking_context,
)
from dagster_project.cli_verbs import (
    command,
    existing_home,
    home_option,
    month_within,
    published,
)
from dagster_project.home import HOME_VARIABLE, HomeBusyError, project_root

if TYPE_CHECKING:
    import duckdb

    from dagster_project.demonstration import DemoOptions

TRUTH_FILE = Path("demonstration") / "truth.json"
PERIOD_KINDS = ("month", "quarter", "half_year", "year", "term_to_date")
EXIT_FAILED = 1


def build_commands(say: Say) -> click.Group:
    """Return the whole command line in the language of `say`."""
    verbs = (
        *(demo_command, run_command, intake_command),
        *(proposals_command, confirm_command, explain_command),
        *(forms_command, status_command, trace_command, serve_command),
    )
    commands = [build(say) for build in verbs]
    for verb in commands:
        verb.params.append(help_option(say))
        verb.options_metavar = say("help.options_metavar")
        verb.context_class = speaking_context(say)
    group = click.Group(
        "xuncha",
        commands={str(verb.name): verb for verb in commands},
        help=say("help.program"),
        params=[
            # Taken out of the arguments before they come here; declared for the help.
            option(say, "--lang", "help.lang", metavar="zh|en", expose_value=False),
            help_option(say),
        ],
        options_metavar=say("help.options_metavar"),
        subcommand_metavar=say("help.command_metavar"),
        add_help_option=False,
    )
    group.context_class = speaking_context(say)
    return group


def demo_command(say: Say) -> click.Command:
    """Return `demo`: write the demonstration province and run everything on it."""

    def demo(out: Path, files_only: bool, **options: Any) -> int:
        from dagster_project import cli_output
        from dagster_project.demonstration import DemoOptions, write_demonstration

        wanted = DemoOptions(**options)
        _refuse_to_overwrite(say, out, wanted)
        with cli_output.waiting(say("demo.writing")):
            try:
                truth = write_demonstration(out, wanted)
            except ValueError as error:
                raise CannotDoError(say("error.demonstration", reason=error)) from error
        click.echo(say("demo.written", inbox=out / "inbox", count=len(truth.files)))
        if files_only:
            return 0
        # As of the last file, not of today: the same demonstration gives the same release.
        last_received_at = max(file.received_at for file in truth.files)
        return _run_and_report(say, out.resolve(), wanted.until, last_received_at)

    return command(
        say,
        "demo",
        demo,
        option(say, "--units", "help.units", type=CountType(say, 1), default=24),
        option(say, "--months", "help.months", type=CountType(say, 1), default=15),
        option(say, "--until", "help.until", type=PeriodType(say), default="2026-09"),
        option(say, "--seed", "help.seed", type=CountType(say, 0), default=1),
        option(say, "--mess/--no-mess", "help.mess", default=True),
        option(say, "--out", "help.out", type=click.Path(path_type=Path), default=Path("data")),
        option(say, "--files-only", "help.files_only", is_flag=True),
    )


def run_command(say: Say) -> click.Command:
    """Return `run`: take in what lies in the inbox, rebuild, write the documents."""

    def run(home: Path | None, period: str | None, as_of: datetime | None) -> int:
        return _run_and_report(say, existing_home(say, home), period, as_of)

    return command(
        say,
        "run",
        run,
        option(say, "--period", "help.period", type=PeriodType(say)),
        option(say, "--as-of", "help.as_of", type=TimeType(say)),
        home_option(say),
    )


def intake_command(say: Say) -> click.Command:
    """Return `intake`: take in what lies in the inbox, without Dagster, for dbt alone."""

    def intake(home: Path | None, as_of: datetime | None) -> int:
        from dagster_project import cli_output
        from dagster_project.dbt_inputs import write_dbt_inputs

        found = existing_home(say, home)
        try:
            with cli_output.progress_bar(say) as on_progress:
                result = write_dbt_inputs(
                    found, as_of, lambda done, total: on_progress("intake", done, total)
                )
        except HomeBusyError as error:
            raise CannotDoError(str(error)) from error
        counts = {"seen": result.files_seen, "read": result.files_read}
        click.echo(say("intake.done", raw=found / "raw", returned=result.files_returned, **counts))
        if result.files_waiting:
            click.echo(say("intake.waiting", count=result.files_waiting))
        for name in result.files_left:
            click.echo(say("intake.left", name=name))
        return 0

    return command(
        say,
        "intake",
        intake,
        option(say, "--as-of", "help.as_of", type=TimeType(say)),
        home_option(say),
    )


def status_command(say: Say) -> click.Command:
    """Return `status`: who reported for a month, and what came of it."""

    def status(home: Path | None, period: str | None, unit: str | None, *, pending: bool) -> int:
        from dagster_project import cli_output
        from dagster_project.status import covered_months, unit_statuses, unplaced_files

        with published(say, home) as warehouse:
            months = covered_months(warehouse)
            month = month_within(say, period, months)
            statuses = [s for s in unit_statuses(warehouse, month) if unit in (None, s.unit_code)]
            shown = [status for status in statuses if status.is_pending or not pending]
            cli_output.print_statuses(say, month, shown, statuses)
            cli_output.print_unplaced(say, unplaced_files(warehouse, month))
        return 0

    return command(
        say,
        "status",
        status,
        option(say, "--period", "help.period", type=PeriodType(say)),
        option(say, "--unit", "help.unit"),
        option(say, "--pending", "help.pending", is_flag=True, default=False),
        home_option(say),
    )


def trace_command(say: Say) -> click.Command:
    """Return `trace`: from a figure of a report to cells, or from a cell to figures."""

    def trace(home: Path | None, limit: int, **asked: str | None) -> int:
        of_figure = [asked[name] for name in ("report", "region", "indicator")]
        of_cell = [asked[name] for name in ("file", "cell")]
        with published(say, home) as warehouse:
            if all([*of_figure, asked["period"]]) and not any([*of_cell, asked["sheet"]]):
                return _trace_figure(say, warehouse, limit, asked)
            if all(of_cell) and not any([*of_figure, asked["kind"], asked["split"]]):
                return _trace_cell(say, warehouse, limit, asked)
        raise CannotDoError(say("error.trace_what"))

    return command(
        say,
        "trace",
        trace,
        click.Argument(
            ["report"], type=ChoiceType(say, _report_codes()), metavar="[R01]", required=False
        ),
        option(say, "--period", "help.period", type=PeriodType(say)),
        option(say, "--region", "help.region"),
        option(say, "--indicator", "help.indicator"),
        option(say, "--kind", "help.kind", type=ChoiceType(say, PERIOD_KINDS)),
        option(say, "--split", "help.split"),
        option(say, "--file", "help.file"),
        option(say, "--sheet", "help.sheet"),
        option(say, "--cell", "help.cell", type=CellType(say)),
        option(say, "--limit", "help.limit", type=CountType(say, 0), default=30),
        home_option(say),
    )


def serve_command(say: Say) -> click.Command:
    """Return `serve`: Dagster's pages and its daemon, on this machine only."""

    def serve(home: Path | None, port: int) -> int:
        from dagster_project.runner import prepare_dagster_home

        found = existing_home(say, home)
        os.environ[HOME_VARIABLE] = str(found)
        os.environ["DAGSTER_HOME"] = str(prepare_dagster_home(found))
        # As in a run: notices of libraries are not for the clerk.
        os.environ.setdefault("PYTHONWARNINGS", "ignore")
        click.echo(say("serve.open", port=port))
        dagster = [sys.executable, "-m", "dagster", "dev", "-m", "dagster_project.definitions"]
        # Takes the place of this process, so that Ctrl+C and signals reach it.
        os.execv(sys.executable, [*dagster, "-h", "127.0.0.1", "-p", str(port)])  # noqa: S606

    return command(
        say,
        "serve",
        serve,
        option(say, "--port", "help.port", type=CountType(say, 1), default=3000),
        home_option(say),
    )


def _refuse_to_overwrite(say: Say, home: Path, wanted: "DemoOptions") -> None:
    """Let a demonstration only into a folder that is new or holds the very same one."""
    from dagster_project.demonstration import Truth

    if not (home / "inbox").exists():
        return
    if not (home / TRUTH_FILE).is_file():
        raise CannotDoError(say("error.not_a_demonstration", home=home))
    if Truth.load(home / TRUTH_FILE).options != wanted:
        raise CannotDoError(say("error.other_demonstration", home=home))


def _report_codes() -> tuple[str, ...]:
    """Return the numbers of the reports, R01 for the folder r01."""
    folders = (project_root() / "report_templates").glob("*/report.yml")
    return tuple(sorted(path.parent.name.upper() for path in folders))


def _trace_figure(
    say: Say, warehouse: "duckdb.DuckDBPyConnection", limit: int, asked: dict[str, str | None]
) -> int:
    from dagster_project import cli_output_trace
    from dagster_project.status import covered_months
    from dagster_project.trace import TOTAL, NoFigureError, Wanted, trace_figures

    report = str(asked["report"])
    period = month_within(say, asked["period"], covered_months(warehouse))
    named = {name: asked[name] for name in ("region", "indicator", "kind")}
    split, _, code = (asked["split"] or TOTAL).partition("=")
    try:
        wanted = Wanted(period, **named, split=split, code=code or None)
        traces = trace_figures(warehouse, report, wanted)
    except NoFigureError as error:
        message = say("error.no_figure", report=report, period=period, **named)
        raise CannotDoError(message) from error
    for traced in traces:
        cli_output_trace.print_trace(say, report, traced, limit)
    return 0 if all(traced.agrees for traced in traces) else EXIT_FAILED


def _trace_cell(
    say: Say, warehouse: "duckdb.DuckDBPyConnection", limit: int, asked: dict[str, str | None]
) -> int:
    from dagster_project import cli_output_trace
    from dagster_project.status import covered_months
    from dagster_project.trace_cells import CellWanted, NoFileError, NoSheetError, trace_cell

    if asked["period"] is not None:
        month_within(say, asked["period"], covered_months(warehouse))
    file, cell = str(asked["file"]), str(asked["cell"])
    try:
        traces = trace_cell(warehouse, CellWanted(file, cell, asked["sheet"], asked["period"]))
    except NoFileError as error:
        raise CannotDoError(say("error.no_file", file=file)) from error
    except NoSheetError as error:
        raise CannotDoError(say("error.no_sheet", sheets="、".join(error.args))) from error
    for traced in traces:
        cli_output_trace.print_cell(say, traced, cell, limit)
    return 0


def _run_and_report(say: Say, home: Path, period: str | None, as_of: datetime | None) -> int:
    from dagster_project import cli_output
    from dagster_project.runner import UnknownMonthError, run

    started = time.monotonic()
    try:
        with warnings.catch_warnings(), cli_output.progress_bar(say) as on_progress:
            if not sys.warnoptions:
                # What libraries say of their own interfaces is not for the clerk.
                warnings.simplefilter("ignore")
            result = run(home, period, as_of, on_progress)
    except UnknownMonthError as error:
        value, first = error.args
        raise CannotDoError(say("error.no_such_month", value=value, first=first)) from error
    except KeyboardInterrupt:
        cli_output.print_interruption(say, home)
        raise
    if not result.ok:
        cli_output.print_failure(say, home, result.failed_step, result.message)
        return EXIT_FAILED
    seconds = time.monotonic() - started
    cli_output.print_results(say, home, result.month, result.withheld, seconds)
    return 0
