"""The command line `xuncha`: finds the language, runs the verb, turns a fault into one line.

Exit codes: 0 done, 1 a run failed or a figure did not agree, 2 the command cannot be carried out
as written, 130 interrupted. The verbs are in `cli_commands.py`, the wording in `cli_messages.py`.
Nothing heavy is imported here: `xuncha --help` answers at once.
"""

import re
import sys
from collections.abc import Sequence

import click

from dagster_project.cli_commands import build_commands
from dagster_project.cli_messages import DEFAULT_LANGUAGE, Language, Say
from dagster_project.cli_parameters import CannotDoError

EXIT_CANNOT_DO = 2
EXIT_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; `arguments` are those of the process."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    say = Say(DEFAULT_LANGUAGE)
    try:
        language, rest = split_language(given)
        say = Say(language)
        program = build_commands(say)
        code = program.main(rest or ["--help"], prog_name="xuncha", standalone_mode=False)
    except CannotDoError as error:
        return _refuse(say, str(error))
    except click.UsageError as error:
        return _refuse(say, _usage_message(say, error))
    except (click.Abort, KeyboardInterrupt):
        return EXIT_INTERRUPTED
    return code if isinstance(code, int) else 0


def split_language(arguments: Sequence[str]) -> tuple[Language, list[str]]:
    """Take `--lang` out of the arguments, wherever it stands.

    Returns:
        The language, and the arguments without it.

    Raises:
        CannotDoError: the language is neither zh nor en.
    """
    value: str = DEFAULT_LANGUAGE
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--lang":
            value = next(waiting, "")
        elif argument.startswith("--lang="):
            value = argument.removeprefix("--lang=")
        else:
            rest.append(argument)
    if value == "zh":
        return "zh", rest
    if value == "en":
        return "en", rest
    raise CannotDoError(Say(DEFAULT_LANGUAGE)("error.language", value=value))


def _refuse(say: Say, message: str) -> int:
    click.echo(say("error.line", message=" ".join(message.split("\n"))), err=True)
    return EXIT_CANNOT_DO


def _usage_message(say: Say, error: click.UsageError) -> str:
    """Return what is wrong with the arguments and where to look, on one line."""
    command = error.ctx.command_path if error.ctx else "xuncha"
    return say("error.see_help", fault=_usage_fault(say, error), command=command)


def _usage_fault(say: Say, error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        return say("error.no_such_option", name=error.option_name)
    if isinstance(error, click.exceptions.NoSuchCommand):
        group = error.ctx.command if error.ctx else None
        names = sorted(group.commands) if isinstance(group, click.Group) else []
        return say("error.no_such_command", name=error.command_name, choices=" ".join(names))
    if isinstance(error, click.MissingParameter):
        return say("error.missing", name=_parameter_name(error))
    if isinstance(error, click.BadParameter):
        return say("error.bad_value", name=_parameter_name(error), reason=error.message)
    if isinstance(error, click.BadOptionUsage):
        return say("error.bad_option", name=error.option_name)
    bracketed = re.search(r"\((.*)\)", error.message)
    return say("error.extra", reason=bracketed.group(1) if bracketed else error.message)


def _parameter_name(error: click.BadParameter) -> str:
    if isinstance(error.param, click.Option):
        return error.param.opts[-1]
    return error.param.human_readable_name if error.param else ""
