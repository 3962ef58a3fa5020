"""The verbs with which the office decides: `proposals`, `confirm`, `explain`.

What waits is found in `deciding/`; here it is printed, answers are checked one by one, and written
down all or none.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from dagster_project.cli_messages import Say
from dagster_project.cli_parameters import CannotDoError, PeriodType, SpeakingOption, option
from dagster_project.cli_verbs import command, existing_home, home_option, published
from dagster_project.deciding.waiting import (
    Answer,
    Choice,
    TakenFieldError,
    UnknownAnswerError,
    Waiting,
    shown,
)

MOST_CHOICES = 12
MOST_FILES = 5


def proposals_command(say: Say) -> click.Command:
    """Return `proposals`: list what waits to be confirmed, or write it as a sheet to fill in."""

    def proposals(home: Path | None, sheet: Path | None) -> int:
        from dagster_project import clock
        from dagster_project.deciding.sheet import write_sheet

        found = existing_home(say, home)
        if sheet is not None and sheet.suffix.lower() != ".xlsx":
            raise CannotDoError(say("error.not_xlsx", path=sheet))
        questions = _questions(say, found)
        if not questions:
            click.echo(say("proposals.none"))
        elif sheet is None:
            _print_questions(say, questions)
        else:
            reasons = ["\n".join(_reasons(say, question)) for question in questions]
            write_sheet(sheet, questions, reasons, clock.now())
            click.echo(say("proposals.written", path=sheet, count=len(questions)))
        return 0

    return command(
        say,
        "proposals",
        proposals,
        option(say, "--sheet", "help.proposals_sheet", type=click.Path(path_type=Path)),
        home_option(say),
    )


def confirm_command(say: Say) -> click.Command:
    """Return `confirm`: write down what a heading or name means."""

    def confirm(
        home: Path | None,
        number: str | None,
        answer: str | None,
        by: str,
        sheet: Path | None,
        all_units: bool,
        since: str | None,
    ) -> int:
        found = existing_home(say, home)
        _refuse_nobody(say, by)
        if (sheet is None) != (number is not None) or (number is None) != (answer is None):
            raise CannotDoError(say("error.confirm_what"))
        questions = {question.number: question for question in _questions(say, found)}
        if sheet is not None:
            answers = _answers_of_sheet(say, questions, sheet)
        else:
            answers = [_answer(say, questions, str(number), str(answer), all_units)]
        if since is not None:
            answers = [replace(a, waiting=replace(a.waiting, from_period=since)) for a in answers]
        _write_down(say, found, answers, by, sheet)
        return 0

    return command(
        say,
        "confirm",
        confirm,
        click.Argument(["number"], metavar=say("help.number_metavar"), required=False),
        click.Argument(["answer"], metavar=say("help.answer_metavar"), required=False),
        option(say, "--by", "help.by", required=True),
        option(say, "--sheet", "help.confirm_sheet", type=click.Path(path_type=Path)),
        option(say, "--all-units", "help.all_units", is_flag=True),
        SpeakingOption(["--from", "since"], help=say("help.from"), type=PeriodType(say)),
        home_option(say),
    )


def explain_command(say: Say) -> click.Command:
    """Return `explain`: write down why a value that was asked about is right."""

    def explain(home: Path | None, problem_no: str, text: str, by: str) -> int:
        from dagster_project import clock
        from dagster_project.deciding.record import UnusableFileError, record_explanation
        from dagster_project.published import set_variables

        found = existing_home(say, home)
        _refuse_nobody(say, by)
        if not text.strip():
            raise CannotDoError(say("error.no_text"))
        with published(say, found) as warehouse:
            set_variables(warehouse, number=problem_no.strip().lower())
            row = warehouse.execute(
                "select problem_no, severity, message from problems"
                " where problem_no = getvariable('number') order by all limit 1"
            ).fetchone()
        if row is None:
            raise CannotDoError(say("error.no_problem", number=problem_no))
        number, severity, message = row
        if severity != "query":
            raise CannotDoError(say("error.not_a_query", number=number, message=message))
        try:
            path = record_explanation(found, number, text, by, clock.now())
        except UnusableFileError as error:
            raise CannotDoError(say("error.decisions_file", fault=error)) from error
        click.echo(say("explain.done", number=number, file=path))
        return 0

    return command(
        say,
        "explain",
        explain,
        click.Argument(["problem_no"], metavar=say("help.problem_metavar")),
        click.Argument(["text"], metavar=say("help.text_metavar")),
        option(say, "--by", "help.by", required=True),
        home_option(say),
    )


def _questions(say: Say, home: Path) -> list[Waiting]:
    """All that waits: headings, units, organisations (after the first release)."""
    from dagster_project import clock
    from dagster_project.deciding.headings import waiting_headings
    from dagster_project.deciding.names import waiting_organisations, waiting_units
    from dagster_project.decisions import load_decisions
    from dagster_project.forms import load_forms
    from dagster_project.home import sources_folder
    from dagster_project.published import NoReleaseError, open_warehouse
    from dagster_project.regions import DecisionError

    try:
        decisions = load_decisions(home / "decisions")
    except DecisionError as error:
        raise CannotDoError(say("error.decisions", fault=error)) from error
    questions = waiting_headings(home, load_forms(sources_folder()), decisions, clock.now())
    questions += waiting_units(home, decisions)
    try:
        with open_warehouse(home) as warehouse:
            questions += waiting_organisations(warehouse, decisions)
    except NoReleaseError:
        click.echo(say("proposals.no_release"), err=True)
    return questions


def _print_questions(say: Say, questions: Sequence[Waiting]) -> None:
    kinds = Counter(question.kind for question in questions)
    counts = {
        "headings": kinds["heading"],
        "held": sum(question.kind == "heading" and question.is_held for question in questions),
        "units": kinds["unit"],
        "organisations": kinds["organisation"],
    }
    click.echo(say("proposals.counts", **counts))
    for question in questions:
        about = {"number": question.number, "text": question.text}
        line = say(
            f"proposals.{question.kind}", unit=question.unit_name, title=question.title, **about
        )
        is_waiting = question.kind == "heading" and question.is_held
        click.echo(line + (say("proposals.held") if is_waiting else ""))
        places = (question.file_name, question.sheet, question.cell)
        click.echo(say("proposals.place", place=" ".join(filter(None, places))))
        if question.sample:
            click.echo(say("proposals.sample", sample=question.sample))
        click.echo(say("proposals.nearest", nearest="；".join(_reasons(say, question))))
    click.echo(say("proposals.how"))


def _reasons(say: Say, question: Waiting) -> list[str]:
    """What a question's answer may be, the likeliest first, each with why."""
    if not question.nearest:
        return [say("proposals.unlike")]
    return [_reason(say, choice) for choice in question.nearest]


def _reason(say: Say, choice: Choice) -> str:
    reasons = []
    if choice.similarity:
        reasons.append(say("proposals.alike", percent=choice.similarity // 10))
    if choice.is_fitting is not None:
        reasons.append(say("proposals.fits" if choice.is_fitting else "proposals.unfit"))
    return say("proposals.reason", choice=shown(choice), reasons="，".join(reasons))


def _answers_of_sheet(say: Say, questions: dict[str, Waiting], path: Path) -> list[Answer]:
    """The answers in a sheet; one that cannot be taken refuses them all, each with its row."""
    from dagster_project.deciding.sheet import NoQuestionsSheetError, read_sheet
    from dagster_project.spreadsheets.formats.sniff import UnreadableFileError

    if not path.is_file():
        raise CannotDoError(say("error.no_such_file", path=path))
    try:
        filled = read_sheet(path)
    except NoQuestionsSheetError as error:
        raise CannotDoError(say("error.no_questions_sheet", path=path)) from error
    except UnreadableFileError as error:
        raise CannotDoError(str(error)) from error
    answers, faults = [], []
    for line in filled:
        try:
            answers.append(_answer(say, questions, line.number, line.answer, line.is_for_all))
        except CannotDoError as error:
            faults.append(say("error.sheet_row", row=line.row, fault=error))
    if faults:
        raise CannotDoError(" ".join(faults))
    return answers


def _answer(
    say: Say, questions: dict[str, Waiting], number: str, typed: str, is_for_all: bool
) -> Answer:
    question = questions.get(number.strip().lower())
    if question is None:
        raise CannotDoError(say("error.no_question", number=number))
    if is_for_all:
        same = [one for one in questions.values() if one.asks_the_same(question)]
        files = dict.fromkeys(file for one in same for file in one.files)
        question = replace(question, files=tuple(files))
    try:
        return Answer(question, question.answer(typed), is_for_all)
    except UnknownAnswerError as error:
        near = [choice.value for choice in question.nearest]
        order = sorted(question.choices, key=lambda choice: choice.value not in near)
        choices = "、".join(shown(choice) for choice in order[:MOST_CHOICES])
        about = {"answer": typed, "text": question.text, "choices": choices}
        raise CannotDoError(say("error.no_such_answer", **about)) from error
    except TakenFieldError as error:
        raise CannotDoError(say("error.taken_field", answer=error, text=question.text)) from error


def _write_down(
    say: Say, home: Path, answers: Sequence[Answer], by: str, sheet: Path | None
) -> None:
    from dagster_project import clock
    from dagster_project.deciding.record import UnusableFileError, record_answers

    if not answers:
        click.echo(say("confirm.blank", path=sheet))
        return
    try:
        paths = record_answers(home, answers, by, clock.now())
    except UnusableFileError as error:
        raise CannotDoError(say("error.decisions_file", fault=error)) from error
    files = "、".join(f"decisions/{path.name}" for path in paths)
    click.echo(say("confirm.done", count=len(answers), files=files))
    for answer in answers:
        labels = {choice.value: shown(choice) for choice in answer.waiting.choices}
        meaning = labels.get(answer.value, say("confirm.nothing"))
        click.echo(say("confirm.meaning", text=answer.waiting.text, answer=meaning))
    again = list(dict.fromkeys(file for answer in answers for file in answer.waiting.files))
    if again:
        names = "、".join(again[:MOST_FILES]) + ("…" if len(again) > MOST_FILES else "")
        click.echo(say("confirm.read_again", count=len(again), files=names))
    else:
        click.echo(say("confirm.check_again"))


def _refuse_nobody(say: Say, by: str) -> None:
    if not by.strip():
        raise CannotDoError(say("error.by"))
