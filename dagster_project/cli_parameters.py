"""What the command line accepts: kinds of values, and options in the language asked for.

Knows no verb. Each kind of value refuses a wrong one with a sentence of its own, because the
words of the option library are English and not meant for a clerk.
"""

import re
from datetime import datetime
from typing import Any

import click

from dagster_project.cli_messages import Say

AS_OF_FORMAT = "%Y-%m-%d %H:%M:%S"
PERIOD_PATTERN = r"[0-9]{4}-(0[1-9]|1[0-2])"


class CannotDoError(Exception):
    """The command cannot be carried out as written; the text says why, for the user."""


class PeriodType(click.ParamType[str]):
    """A month written 2026-09."""

    name = "yyyy-mm"

    def __init__(self, say: Say) -> None:
        self._say = say

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Return the month as given."""
        if not re.fullmatch(PERIOD_PATTERN, str(value)):
            self.fail(self._say("error.period", value=value), param, ctx)
        return str(value)


class TimeType(click.ParamType[datetime]):
    """A time to the second, wall time of Asia/Shanghai."""

    name = "'yyyy-mm-dd hh:mm:ss'"

    def __init__(self, say: Say) -> None:
        self._say = say

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Return the time that the text states."""
        try:
            return datetime.strptime(str(value), AS_OF_FORMAT)
        except ValueError:
            self.fail(self._say("error.as_of", value=value), param, ctx)


class CellType(click.ParamType[str]):
    """An address on a sheet, written D5."""

    name = "a1"

    def __init__(self, say: Say) -> None:
        self._say = say

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Return the address in capitals, without the signs of an absolute one."""
        address = str(value).upper().replace("$", "")
        if not re.fullmatch(r"[A-Z]{1,3}[1-9][0-9]{0,6}", address):
            self.fail(self._say("error.cell", value=value), param, ctx)
        return address


class CountType(click.ParamType[int]):
    """A whole number with a least value."""

    name = "n"

    def __init__(self, say: Say, least: int) -> None:
        self._say = say
        self._least = least

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Return the number that the text states."""
        text = str(value)
        if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) < self._least:
            self.fail(self._say("error.whole_number", value=value, least=self._least), param, ctx)
        return int(text)


class ChoiceType(click.ParamType[str]):
    """One of a few words."""

    def __init__(self, say: Say, choices: tuple[str, ...]) -> None:
        self.name = "|".join(choices)
        self._say = say
        self._choices = choices

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Return the word as given."""
        if value not in self._choices:
            choices = " ".join(self._choices)
            self.fail(self._say("error.choice", value=value, choices=choices), param, ctx)
        return str(value)


class PlainFormatter(click.HelpFormatter):
    """Writes the help with headings in the language asked for; subclassed with its `say`."""

    say: Say

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        super().write_usage(prog, args, prefix or self.say("help.usage"))

    def write_heading(self, heading: str) -> None:
        """Write `Options` or `Commands` in the language asked for."""
        super().write_heading(self.say(f"help.{heading.lower()}"))


def speaking_context(say: Say) -> type[click.Context]:
    """Return the context class whose help is in the language of `say`."""
    formatter = type("SpeakingFormatter", (PlainFormatter,), {"say": say})
    return type("SpeakingContext", (click.Context,), {"formatter_class": formatter})


class SpeakingOption(click.Option):
    """An option whose default and need are told in its help, in the language asked for."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the names and the help as given: what the library would add is English."""
        record = super().get_help_record(ctx)
        return (record[0], self.help or "") if record else None


def option(say: Say, name: str, help_key: str, **settings: Any) -> click.Option:
    """Return an option with the help of a key; adds its default, or that it must be given."""
    text = say(help_key)
    if settings.get("required"):
        text += say("help.required")
    elif "default" in settings and not isinstance(settings["default"], bool):
        text += say("help.default", value=settings["default"])
    return SpeakingOption([name], help=text, **settings)


def help_option(say: Say) -> click.Option:
    """Return the `--help` option, as the library makes it but in the language of `say`."""

    def show_help(ctx: click.Context, _: click.Parameter, is_asked: bool) -> None:
        if is_asked and not ctx.resilient_parsing:
            click.echo(ctx.get_help(), color=ctx.color)
            ctx.exit()

    return click.Option(
        ["--help"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show_help,
        help=say("help.help"),
    )
