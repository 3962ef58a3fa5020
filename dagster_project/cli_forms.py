"""The verb `forms`: blank workbooks for the units, every form due in a month."""

from pathlib import Path

import click

from dagster_project.cli_messages import Say
from dagster_project.cli_parameters import CannotDoError, PeriodType, option
from dagster_project.cli_verbs import command, existing_home, home_option

BLANKS = "forms"


def forms_command(say: Say) -> click.Command:
    """Return `forms`: write the workbooks that the units are to fill in for a month."""

    def forms(home: Path | None, period: str, unit: tuple[str, ...], out: Path | None) -> int:
        from dagster_project.blank_workbooks import write_blank_workbooks
        from dagster_project.home import sources_folder

        found = existing_home(say, home)
        folder = out or found / BLANKS / period
        written = list(write_blank_workbooks(found, sources_folder(), period, folder, unit))
        missing = set(unit) - {blank.unit_code for blank in written}
        if missing or not written:
            raise CannotDoError(
                say("error.no_unit", units="、".join(sorted(missing)) or "—", period=period)
            )
        click.echo(say("forms.written", count=len(written), period=period, folder=folder))
        return 0

    return command(
        say,
        "forms",
        forms,
        option(say, "--period", "help.period_forms", type=PeriodType(say), required=True),
        option(say, "--unit", "help.unit_forms", multiple=True),
        option(say, "--out", "help.out_forms", type=click.Path(path_type=Path)),
        home_option(say),
    )
