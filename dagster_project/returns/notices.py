"""The return notice (退回单) and its gentler kind (核实单): what it says of one delivery.

Which problems it is about comes from the verdict, its words from `report_templates/return_notice/`.
A cell's content is printed as the unit typed it, but for free text: that stays in the unit's own
file, where the cell is named.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dagster_project.documents.binding import clean
from dagster_project.documents.letters import Signed
from dagster_project.documents.periods import Month, date_zh
from dagster_project.forms import Form
from dagster_project.returns.deliveries import RETURNED, Delivery, Problem
from dagster_project.returns.marks import Mark
from dagster_project.returns.plan import look_of
from dagster_project.returns.register import Entry
from dagster_project.returns.settings import NoticeSettings, NoticeWords, Stationery, say
from dagster_project.returns.verdicts import Verdict

NUMERALS = "一二三四"
# A row of no known kind: what it holds is in no column.
UNKNOWN_ROW = "ROW-01"


@dataclass(frozen=True)
class Attached:
    """The workbook that goes with a notice; `is_annotated`: the unit's own, its cells marked."""

    file_name: str
    is_annotated: bool


@dataclass(frozen=True)
class FormNames:
    """What the forms are called, and which of their fields hold free text."""

    forms: Mapping[str, Form]

    def title(self, form: str | None) -> str:
        """Return a form's title, its code where it is unknown, '' for none."""
        known = self.forms.get(form or "")
        return known.title if known else form or ""

    def is_withheld(self, problem: Problem) -> bool:
        """Whether a problem's cell holds text that is not repeated outside the unit's own file."""
        if problem.check_code == UNKNOWN_ROW:
            return True
        form = self.forms.get(problem.form or "")
        fields = form.fields if form else ()
        return any(field.name == problem.field and field.free_text for field in fields)


def marks_of(entry: Entry, verdict: Verdict, names: FormNames) -> list[Mark]:
    """Return the problems that a notice is about, as they are marked in the unit's workbook."""
    return [
        Mark(
            sheet=problem.sheet,
            cell=problem.cell,
            severity=problem.severity,
            check_code=problem.check_code,
            message=problem.message,
            problem_no=problem.problem_no,
            form_title=names.title(problem.form),
            value=problem.value,
        )
        for problem in [*_fatal(entry, verdict), *verdict.queries]
    ]


def notice(
    entry: Entry,
    verdict: Verdict,
    names: FormNames,
    stationery: Stationery,
    attached: Attached | None,
) -> bytes:
    """Return a notice as a .docx. Equal input gives equal bytes.

    Raises:
        jinja2.TemplateError: the template or a phrase uses a name that does not exist.
    """
    settings, words = stationery.notice, stationery.notice_words
    writer = _Writer(entry, verdict, names, settings, words, attached)
    title = writer.title()
    context = {
        "secrecy": settings.secrecy or "",
        "issuing_mark": settings.issuing_mark,
        "document_number": entry.document_number,
        "title": title,
        "addressee": writer.addressee(),
        "opening": [writer.opening()],
        **writer.tables(),
        "steps": writer.steps(),
        "attachment_lines": [attached.file_name] if attached else [],
    }
    signed = Signed(settings.office, date_zh(entry.issued_at.date()), entry.issued_at)
    return stationery.notice_template.letter(context, title, signed)


def _fatal(entry: Entry, verdict: Verdict) -> Sequence[Problem]:
    return verdict.fatal if entry.kind == "return" else ()


@dataclass(frozen=True)
class _Writer:
    """Words one notice."""

    entry: Entry
    verdict: Verdict
    names: FormNames
    settings: NoticeSettings
    words: NoticeWords
    attached: Attached | None

    @property
    def fatal(self) -> Sequence[Problem]:
        return _fatal(self.entry, self.verdict)

    @property
    def delivery(self) -> Delivery:
        return self.verdict.delivery

    def title(self) -> str:
        look = look_of(self.entry)
        pattern = self.words.title[look]
        if look != "unplaced" and not self.entry.period:
            pattern = self.words.title_without_period
        return say(pattern, period_zh=self._period_zh(), number=self.entry.number)

    def addressee(self) -> str:
        if not self.entry.unit_code:
            return self.words.addressee_unplaced
        return say(self.words.addressee, unit=self.entry.unit_name)

    def opening(self) -> str:
        at = self.delivery.received_at
        received = say(
            self.words.received,
            period_zh=self._period_zh(),
            file=clean(self.delivery.base_name),
            received_zh=f"{date_zh(at.date())}{at.hour}时{at.minute:02d}分",
        )
        return "".join([received, *self._results()])

    def _period_zh(self) -> str:
        period = self.delivery.period
        return Month.parse(period).words["period_zh"] if period else ""

    def _results(self) -> Iterable[str]:
        results, parts = self.words.results, self.delivery.parts
        if any(problem.form is None for problem in self.fatal):
            yield say(results.file)
            return
        if not self.fatal:
            yield say(results.accepted_query, count=len(self.verdict.queries))
        returned = {part.form for part in parts if part.status == RETURNED and part.form}
        if returned:
            yield say(results.parts, forms=self._forms(returned))
        held = [
            say(
                self.words.held_item,
                form=self._forms([part.form or ""]),
                received=part.rows_received,
                used=part.rows_used,
                held=part.rows_held_back,
            )
            for part in parts
            if part.form and part.form not in returned and part.rows_held_back
        ]
        if held and self.fatal:
            yield say(results.held, items=self.words.join.join(held))
        waiting = {form for form in self.delivery.waiting_forms if form}
        if waiting:
            yield say(results.waiting, forms=self._forms(waiting))

    def _forms(self, forms: Collection[str | None]) -> str:
        return self.words.join.join(
            say(self.words.form_name, title=self.names.title(form))
            for form in sorted(form or "" for form in forms)
        )

    def tables(self) -> dict[str, Any]:
        """Return the rows of both tables, and the headings, numbered as they stand."""
        context: dict[str, Any] = {}
        number = 0
        for name, problems in (("fatal", self.fatal), ("query", self.verdict.queries)):
            shown = problems[: self.settings.most_rows]
            context[f"{name}_rows"] = [self._row(problem) for problem in shown]
            counts = {"count": len(problems), "shown": len(shown)}
            is_cut = len(shown) < len(problems)
            context[f"{name}_note"] = [say(self.words.more_rows, **counts)] if is_cut else []
            heading = getattr(self.words.headings, name)
            numeral = NUMERALS[number]
            context[f"{name}_heading"] = say(heading, number_zh=numeral, **counts)
            number += bool(problems)
        numeral = NUMERALS[number]
        context["steps_heading"] = say(self.words.headings.steps, number_zh=numeral)
        return context

    def _row(self, problem: Problem) -> dict[str, str]:
        is_whole = problem.cell is None and not problem.sheet
        whole = self.words.whole_form if problem.form else self.words.whole_file
        return {
            "form": self.names.title(problem.form) or self.words.no_sheet,
            "sheet": clean(problem.sheet) or (whole if is_whole else self.words.no_sheet),
            "cell": problem.cell or self.words.no_sheet,
            "message": clean(problem.message),
            "value": self._value(problem),
        }

    def _value(self, problem: Problem) -> str:
        if problem.cell is None:
            return self.words.no_sheet
        text = clean(problem.value or "")
        if not text:
            is_withheld = self.names.is_withheld(problem)
            return self.words.withheld if is_withheld else self.words.blank
        most = self.settings.most_characters
        return text if len(text) <= most else f"{text[: most - 1]}…"

    def steps(self) -> list[str]:
        """Return what the unit is asked to do, numbered."""
        steps = self.words.steps
        made = [self._how_to_find()] if self.attached else []
        if self.fatal:
            has_cells = any(problem.cell for problem in self.fatal)
            made.append(steps.correct if has_cells else steps.correct_file)
        if self.verdict.queries:
            made.append(steps.explain if self.fatal else steps.explain_only)
        made.append(steps.due if self.fatal else steps.due_query)
        texts = [say(each, answer_within=self.settings.answer_within) for each in made]
        return [
            say(self.words.step, number=number, text=text) for number, text in enumerate(texts, 1)
        ]

    def _how_to_find(self) -> str:
        if self.attached is None or not self.attached.is_annotated:
            return self.words.steps.listed
        return self.words.steps.annotated if self.fatal else self.words.steps.annotated_query
