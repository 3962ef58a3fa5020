"""The questions that one form raises against another, or against its own other rows.

Asked of the parts in force only, and of their used rows. `State at P` is what holds of an item at
the end of the month P, void items left out.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache

from dagster_project.demonstration.evidence import Evidence, KeyValues, PartState, RowState
from dagster_project.demonstration.fields import FORMS, Value, to_text
from dagster_project.demonstration.months import last_day
from dagster_project.demonstration.states import Item
from dagster_project.demonstration.time_queries import Question

ItemsOf = Callable[[str], list[Item]]
_INSPECTION = ("term_no", "round_no", "organisation_code")
_ROUND = ("term_no", "round_no")
DAYS_TO_MEASURES = 30


class Between:
    """Asks the questions of the parts in force; `items_of` gives the items of a form."""

    def __init__(self, evidence: Evidence, items_of: ItemsOf) -> None:
        """Take what is in force and the states that follow from it."""
        self.evidence, self.items_of = evidence, items_of
        self.findings = cache(self._findings)
        self.inspections = cache(self._inspections)
        self.findings_by_village = cache(self._findings_by_village)
        self.asked: dict[str, Callable[[PartState], Iterator[Question]]] = {
            "XC01": self._outside_register,
            "XC02": self._without_matter,
            "XC03": self._of_measures,
            "XC06": self._of_villages,
            "XC11": self._of_workforce,
            "XC12": self._of_joint_supervision,
            "XC17": self._without_parent,
        }

    def questions(self) -> Iterator[tuple[PartState, Question]]:
        """Yield all questions with the part that each is asked of."""
        for (_, form, _), part in self.evidence.in_force.items():
            for question in self.asked.get(str(form), _nothing)(part):
                yield part, question

    def _group(self, unit_code: str) -> list[str]:
        return self.evidence.groups.get(unit_code, [unit_code])

    def _is_told(
        self, part: PartState, form: str, names: tuple[str, ...], values: KeyValues
    ) -> bool:
        unit_code = str(part.part.unit_code)
        return self.evidence.is_told(form, names, unit_code, values, part.period)

    # -- what is known of other forms --------------------------------------------------------

    def _findings(self) -> dict[tuple[str, str], list[tuple[str, dict[str, Value]]]]:
        """Return the used rows of findings in force as (period, values), by unit and number."""
        found: dict[tuple[str, str], list[tuple[str, dict[str, Value]]]] = defaultdict(list)
        for (unit_code, form, period), part in self.evidence.in_force.items():
            if form == "XC02":
                for row in part.used:
                    number = str(row.values["finding_no"])
                    found[(str(unit_code), number)].append((str(period), row.values))
        return found

    def _newest_finding(self, unit_code: str, number: str, period: str) -> dict[str, Value] | None:
        known = [
            (of_period, code, values)
            for code in self._group(unit_code)
            for of_period, values in self.findings().get((code, number), [])
            if of_period <= period
        ]
        return max(known, key=lambda item: item[:2])[2] if known else None

    def _inspections(self, period: str) -> dict[tuple[str, KeyValues], date]:
        """Return the days of feedback in the states at P, by unit and (term, round, party)."""
        days = {}
        for item in self.items_of("XC01"):
            values = item.values_at(period)
            day = values.get("feedback_on") if values else None
            if isinstance(day, date):
                days[(item.unit_code, item.key)] = day
        return days

    def _findings_by_village(self, period: str) -> Counter[tuple[str, str]]:
        counts: Counter[tuple[str, str]] = Counter()
        for item in self.items_of("XC02"):
            values = item.values_at(period)
            if values and values.get("village_code") is not None:
                counts[(item.unit_code, str(values["village_code"]))] += 1
        return counts

    # -- inspections, findings, measures -----------------------------------------------------

    def _outside_register(self, part: PartState) -> Iterator[Question]:
        names, unit_code = ("organisation_code",), str(part.part.unit_code)
        if not self.evidence.has_told_any("XC17", names, unit_code, part.period):
            return
        for row in part.used:
            wanted = row.read(names)
            if wanted and not self._is_told(part, "XC17", names, wanted):
                yield _at("XC01-Q11", row, "organisation_code")

    def _without_matter(self, part: PartState) -> Iterator[Question]:
        if (part.part.unit_code, "XC05", part.part.period) not in self.evidence.in_force:
            return
        for row in part.used:
            flags = [name for name in ("is_livelihood", "is_immediate") if row.values.get(name)]
            wanted = row.read(("finding_no",))
            if flags and wanted and not self._is_told(part, "XC05", ("finding_no",), wanted):
                yield _at("XC02-Q14", row, flags[0])

    def _of_measures(self, part: PartState) -> Iterator[Question]:
        unit_code = str(part.part.unit_code)
        for row in part.used:
            completed = row.values.get("completed_on")
            finding = self._newest_finding(unit_code, str(row.values["finding_no"]), part.period)
            found = finding.get("found_on") if finding else None
            if isinstance(completed, date) and isinstance(found, date) and completed < found:
                yield _at("XC03-Q12", row, "completed_on")
        begun = {
            item.key[0]
            for item in self.items_of("XC03")
            if item.unit_code in self._group(unit_code) and item.changes[0].period <= part.period
        }
        for number in self._fed_back_long_ago(unit_code, part.period):
            if number not in begun:
                yield Question("XC03-Q31", None, None, number)

    def _fed_back_long_ago(self, unit_code: str, period: str) -> Iterator[str]:
        end, inspections = last_day(period), self.inspections(period)
        for item in self.items_of("XC02"):
            values = item.values_at(period) if item.unit_code == unit_code else None
            if values is not None:
                key = tuple(values.get(name) for name in _INSPECTION)
                fed_back = inspections.get((unit_code, key))
                if fed_back and fed_back + timedelta(days=DAYS_TO_MEASURES) < end:
                    yield str(item.key[0])

    # -- villages, workforce, organisations --------------------------------------------------

    def _of_villages(self, part: PartState) -> Iterator[Question]:
        unit_code = str(part.part.unit_code)
        has_findings = (unit_code, "XC02", part.part.period) in self.evidence.in_force
        for row in part.used:
            wanted = row.read(_ROUND)
            if wanted and not self._is_told(part, "XC15", _ROUND, wanted):
                yield _at("XC06-Q02", row, "round_no")
            if has_findings and "inspected_on" in row.values:
                village = str(row.values["village_code"])
                counts = self.findings_by_village(part.period)
                known = sum(counts[(code, village)] for code in self._group(unit_code))
                if (row.values.get("findings_count") or 0) != known:
                    yield _at("XC06-Q14", row, "findings_count")

    def _of_workforce(self, part: PartState) -> Iterator[Question]:
        used = {row.values["row_code"]: row for row in part.used}
        if {"office", "teams", "total"} <= used.keys():
            total = used["total"]
            for name in FORMS["XC11"].types:
                if name.endswith("_count") and _number(total, name) != _number(
                    used["office"], name
                ) + _number(used["teams"], name):
                    yield _at("XC11-Q02", total, name)
        present = {row.values.get("row_code") for row in part.rows}
        for code in ("office", "teams", "total"):
            if code not in present:
                yield Question("XC11-Q03", None, None, code)

    def _of_joint_supervision(self, part: PartState) -> Iterator[Question]:
        if len(part.used) < len(part.rows):
            return
        totals = [row for row in part.used if row.values["row_code"] == "total"]
        others = [row for row in part.used if row.values["row_code"] != "total"]
        for total in totals:
            for name in FORMS["XC12"].types:
                if name.endswith("_count") and _number(total, name) != sum(
                    _number(row, name) for row in others
                ):
                    yield _at("XC12-Q01", total, name)

    def _without_parent(self, part: PartState) -> Iterator[Question]:
        for row in part.used:
            parent = row.read(("parent_code",))
            if parent and not self._is_told(part, "XC17", ("organisation_code",), parent):
                yield _at("XC17-Q03", row, "parent_code")


def _nothing(part: PartState) -> Iterator[Question]:
    yield from ()


def _at(code: str, row: RowState, name: str) -> Question:
    return Question(code, row, name, row.row.raw.get(name))


def _number(row: RowState, name: str) -> int:
    value = row.values.get(name)
    return int(to_text(value) or 0) if value is not None else 0
