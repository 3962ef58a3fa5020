"""R01 月度问题线索处置情况: which figures stand in which sentence and which table row.

Makes the names that `template.docx` of the report uses. How a figure is printed is in
`figures.py`, how a sentence is worded in `wording.py` and `phrases.yml`, how many units reported
in `r01_coverage.py`.
"""

from datetime import date, datetime
from typing import Any

import duckdb

from dagster_project.documents.binding import clean
from dagster_project.documents.figures import (
    CITY,
    UNIT,
    Figure,
    FigureSet,
    PeriodKind,
    read_rows,
)
from dagster_project.documents.numbers import ABSENT
from dagster_project.documents.periods import date_zh
from dagster_project.documents.r01_coverage import Coverage, coverage_sentences
from dagster_project.documents.report_model import Phrases, Report
from dagster_project.documents.wording import (
    BaseName,
    Wording,
    comparable,
)

MONTH_BASES: tuple[BaseName, ...] = ("previous_month", "year_ago_month")
YEAR_BASES: tuple[BaseName, ...] = ("year_ago_to_date",)
_OVERDUE = """
select overdue_kind, unit_name, clue_no, deadline_on, days_overdue, is_supervised
from rpt_r01__overdue
where period = ?
order by overdue_kind, sort_order, unit_code, clue_no
"""
Context = dict[str, Any]


class R01:
    """One month's document: its figures, its coverage, its words."""

    def __init__(
        self,
        report: Report,
        phrases: Phrases,
        figures: FigureSet,
        coverage: Coverage,
        overdue: list[dict[str, Any]],
        as_of: datetime,
    ) -> None:
        self.report = report
        self.phrases = phrases
        self.figures = figures
        self.coverage = coverage
        self.overdue = overdue
        self.as_of = as_of
        self.wording = Wording(phrases, figures.month.words)

    def context(self) -> Context:
        """Return every name that the template may use."""
        return {
            **self.figures.month.words,
            **self._head(),
            "opening": self._opening(),
            "month_sentences": self._month_sentences(),
            "year_sentences": self._year_sentences(),
            "overall": [self._overall_row(code) for code in self.report.overall],
            "table_note": self.wording.say(self.phrases.table_note),
            "region_sentences": self._region_sentences(),
            "regions": self._region_rows(),
            "region_table_note": self._region_table_note(),
            "disposal_sentence": self._overdue_sentence("disposal"),
            "disposal_items": self._overdue_items("disposal"),
            "handling_sentence": self._overdue_sentence("handling"),
            "handling_items": self._overdue_items("handling"),
            "coverage_sentences": coverage_sentences(self.coverage, self.wording),
            "notes": self._notes(),
            "closing": self.wording.say(self.phrases.closing),
        }

    def _head(self) -> Context:
        report = self.report
        return {
            "secrecy": report.secrecy or "",
            "issuing_mark": report.issuing_mark,
            # The office numbers its documents when it issues them: the number stays open.
            "document_number": f"{report.number_code}〔{self.as_of.year}〕\u3000\u3000号",
            "title": self.wording.say(self.phrases.title),
            "addressees": self.wording.listed(report.addressees),
            "copies_to": self.wording.listed(report.copies_to),
            "office": report.office,
            "date": date_zh(self.as_of.date()),
        }

    def _totals(self, codes: list[str], kind: PeriodKind) -> list[Figure]:
        return [self.figures.total(code, kind) for code in codes]

    def _opening(self) -> str:
        figures = self._totals(self.report.opening, "month")
        bases = comparable(figures, MONTH_BASES)
        notes = self.phrases.comparison_notes
        note = ""
        if not bases:
            note = notes.neither
        elif "previous_month" not in bases:
            note = notes.no_previous
        elif "year_ago_month" not in bases:
            note = notes.no_year_ago
        measures = self.wording.sentences(self.wording.compared(each, bases) for each in figures)
        return self.wording.say(
            self.phrases.opening, measures=measures, comparison_note=self.wording.say(note)
        )

    def _month_sentences(self) -> list[str]:
        say, figures, phrases = self.wording, self.figures, self.phrases
        open_clues = figures.total("clues_open", "month")
        stock = say.choose(
            phrases.stock,
            bool(open_clues.value),
            value=open_clues.text,
            change=say.change_if_any(open_clues, "previous_month_end"),
            pending=figures.total("clues_pending", "month").text,
            supervised=figures.total("clues_supervised_open", "month").text,
        )
        transferred = say.choose(
            phrases.transferred,
            bool(figures.total("clues_transferred", "month").value),
            items=say.split_items(figures.parts("clues_transferred", "month", "source")),
            key_few=say.measure(figures.total("key_few_clues", "month")),
        )
        disposals = say.split_items(figures.parts("clues_disposed", "month", "disposal"))
        disposed = say.choose(phrases.disposed, bool(disposals), items=disposals)
        lists = [
            say.choose(words, bool(items), items=items)
            for words, codes in (
                (phrases.persons, self.report.persons),
                (phrases.forms, self.report.forms),
                (phrases.effects, self.report.effects),
            )
            for items in [say.enumerated(self._totals(codes, "month"))]
        ]
        paragraphs = (stock, transferred + disposed, "".join(lists))
        return [text for text in paragraphs if text]

    def _year_sentences(self) -> list[str]:
        say, phrases = self.wording, self.phrases
        counts = self._totals(self.report.year_to_date, "year")
        bases = comparable(counts, YEAR_BASES)
        note = "" if bases else say.say(phrases.comparison_notes.no_year_to_date)
        measures = self.wording.sentences(say.compared(each, bases) for each in counts)
        rates = [
            each for each in self._totals(self.report.year_rates, "year") if each.value is not None
        ]
        rate_bases = comparable(rates, YEAR_BASES)
        rate_texts = self.wording.sentences(say.compared(each, rate_bases) for each in rates)
        days = self.figures.total("median_days_to_settle", "year")
        return [
            say.say(phrases.year_to_date, measures=measures, comparison_note=note),
            say.choose(phrases.year_rates, bool(rates), rates=rate_texts)
            + say.choose(phrases.median_days, days.value is not None, value=days.text),
        ]

    def _overall_row(self, code: str) -> Context:
        indicator = self.figures.indicator(code)
        cells: Context = {"name": indicator.name, "unit": indicator.unit}
        for kind in ("month", "year"):
            figure = self.figures.total(code, kind)
            cells[kind] = {
                "value": figure.text,
                "previous_change": self.wording.change_cell(figure, "previous"),
                "year_ago_change": self.wording.change_cell(figure, "year_ago"),
            }
        return cells

    def _region_sentences(self) -> list[str]:
        sentences = []
        for code, words in self.phrases.leaders.items():
            ranked = self.figures.ranked(code, "month", CITY)
            # Cities that share the highest number are all named.
            first = [pair for pair in ranked if pair[1].value == ranked[0][1].value]
            items = self.wording.region_items(first, self.phrases.leader_item)
            sentences.append(self.wording.choose(words, bool(first), regions=items))
        return ["".join(sentences)]

    def _region_rows(self) -> list[Context]:
        province = self.figures.province
        places = [province, *(each for each in self.figures.regions if each is not province)]
        rows = []
        for place in places:
            is_carried = place.code in self.coverage.carried_codes
            mark = self.phrases.carried_mark if is_carried else ""
            values: Context = {
                kind: {code: self.figures.total(code, kind, place.code).text for code in codes}
                for kind, codes in self._region_columns()
            }
            name = self.phrases.province_row if place is province else place.name
            rows.append({"name": name + mark, "is_unit": place.level == UNIT, **values})
        return rows

    def _region_columns(self) -> tuple[tuple[PeriodKind, list[str]], ...]:
        return ("month", self.report.regions_month), ("year", self.report.regions_year)

    def _region_table_note(self) -> str:
        has_carried = bool(self.coverage.carried_codes)
        pattern = (
            self.phrases.region_table_note_carried
            if has_carried
            else self.phrases.region_table_note
        )
        return self.wording.say(pattern, mark=self.phrases.carried_mark)

    def _overdue_sentence(self, kind: str) -> str:
        is_disposal = kind == "disposal"
        code = f"clues_{kind}_overdue"
        words = self.phrases.disposal_overdue if is_disposal else self.phrases.handling_overdue
        figure = self.figures.total(code, "month")
        ranked = self.figures.ranked(code, "month", UNIT)
        listed = [item for item in self.overdue if item["overdue_kind"] == kind]
        supervised = sum(bool(item["is_supervised"]) for item in listed)
        return self.wording.choose(
            words,
            bool(figure.value),
            value=figure.text,
            change=self.wording.change_if_any(figure, "previous_month_end"),
            rate=self.figures.total("handling_overdue_rate", "month").text,
            unit_count=len(ranked),
            units=self.wording.region_items(ranked, self.phrases.region_item),
            supervised=self.wording.choose(
                self.phrases.supervised, supervised > 0, count=supervised
            ),
        )

    def _overdue_items(self, kind: str) -> list[Context]:
        return [
            {
                "unit": clean(str(item["unit_name"])),
                "clue_no": clean(str(item["clue_no"])),
                "deadline": _deadline(item["deadline_on"]),
                "days": item["days_overdue"],
                "supervised": self.phrases.yes if item["is_supervised"] else self.phrases.no,
            }
            for item in self.overdue
            if item["overdue_kind"] == kind
        ]

    def _notes(self) -> list[str]:
        definitions = self.wording.sentences(
            self.wording.say(
                self.phrases.definition, name=each.name, sentence=each.sentence.rstrip("。；")
            )
            for each in map(self.figures.indicator, self.report.defined)
        )
        return [
            self.wording.say(
                pattern,
                number=number,
                as_of_zh=date_zh(self.as_of.date()),
                definitions=definitions,
                mark=self.phrases.carried_mark,
            )
            for number, pattern in enumerate(self.phrases.notes, start=1)
        ]


def _deadline(day: object) -> str:
    return day.isoformat() if isinstance(day, date) else ABSENT


def r01_context(
    report: Report,
    phrases: Phrases,
    figures: FigureSet,
    warehouse: duckdb.DuckDBPyConnection,
    as_of: datetime,
) -> Context:
    """Return the context of the month's document.

    Raises:
        ReportDataError: the report asks for an indicator that the warehouse does not have.
    """
    period = str(figures.month)
    coverage = Coverage.read(warehouse, period)
    overdue = read_rows(warehouse, _OVERDUE, [period])
    return R01(report, phrases, figures, coverage, overdue, as_of).context()
