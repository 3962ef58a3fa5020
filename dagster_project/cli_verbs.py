"""What the verbs of the command line share: how one is made, its home, the release it reads."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dagster_project.cli_messages import Say
from dagster_project.cli_parameters import CannotDoError, option
from dagster_project.home import HomeNotFoundError, find_home
from dagster_project.published import NoReleaseError, open_warehouse

if TYPE_CHECKING:
    import duckdb


def command(
    say: Say, name: str, callback: Callable[..., int], *params: click.Parameter
) -> click.Command:
    """Return a verb whose help is the text `help.<name>`."""
    return click.Command(
        name,
        callback=callback,
        params=list(params),
        help=say(f"help.{name}"),
        add_help_option=False,
    )


def home_option(say: Say) -> click.Option:
    """Return `--home`, which every verb that needs a home takes."""
    return option(say, "--home", "help.home", type=click.Path(path_type=Path))


def existing_home(say: Say, home: Path | None) -> Path:
    """Return the home that is meant; refused where there is none."""
    try:
        return find_home(home)
    except HomeNotFoundError as error:
        raise CannotDoError(say("error.home", name=error)) from error


@contextmanager
def published(say: Say, home: Path | None) -> Iterator["duckdb.DuckDBPyConnection"]:
    """Open the published warehouse of the home for a block; refused before the first release."""
    found = existing_home(say, home)
    try:
        with open_warehouse(found) as warehouse:
            yield warehouse
    except NoReleaseError as error:
        raise CannotDoError(say("error.no_release", home=found)) from error


def month_within(say: Say, period: str | None, months: Sequence[str]) -> str:
    """Return the month asked for, the newest one where none was named."""
    if period is None and months:
        return months[-1]
    if period is None or period not in months:
        first, last = (months[0], months[-1]) if months else ("—", "—")
        raise CannotDoError(say("error.unknown_period", value=period, first=first, last=last))
    return period
