"""What dbt reads, made without Dagster: files taken in, registers and code lists written.

The same two steps that the assets `intake` and `reference` run, for an engineer who works with dbt
alone (docs/dbt-alone.md). Nothing is built or published.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from dagster_project import clock
from dagster_project.decisions import load_decisions
from dagster_project.forms import load_code_lists, load_forms
from dagster_project.home import alone_in, sources_folder
from dagster_project.intake.run import IntakeResult, take_in
from dagster_project.reference import write_reference
from dagster_project.warehouse.versions import code_version


def write_dbt_inputs(
    home: Path,
    as_of: datetime | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> IntakeResult:
    """Take in what waits in the inbox and write the reference tables as of a moment.

    Args:
        home: XUNCHA_HOME.
        as_of: the time up to which the build knows what arrived; by default now.
        on_progress: called with (files read so far, files to read).

    Raises:
        HomeBusyError: another run writes in this home.
        FormError, DecisionError, InboxError: what ships or what the office keeps is wrong.
    """
    sources = sources_folder()
    with alone_in(home):
        result = take_in(home, sources, clock.now(), on_progress=on_progress)
        write_reference(
            home / "raw" / "reference",
            load_forms(sources),
            load_code_lists(sources),
            load_decisions(home / "decisions"),
            as_of or clock.now(),
            code_version(),
        )
    return result
