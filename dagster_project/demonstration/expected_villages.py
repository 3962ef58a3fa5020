"""What villages count for: the roster of a county, and which of it has been inspected."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache

from dagster_project.demonstration.expected_catalogue import Counted, share
from dagster_project.demonstration.expected_facts import Facts, Values, day_of
from dagster_project.demonstration.months import last_day
from dagster_project.demonstration.truth import TruthRegion


class Villages:
    """The villages of the counties at the months' ends, and what the ledgers say of them."""

    def __init__(self, facts: Facts) -> None:
        """Take the facts; regions are looked up once."""
        self.facts = facts
        self.regions: dict[str, list[TruthRegion]] = defaultdict(list)
        self.predecessors: dict[str, set[str]] = defaultdict(set)
        for region in facts.truth.regions:
            self.regions[region.region_level].append(region)
            if region.region_level == "village":
                for successor in region.successor_codes:
                    self.predecessors[successor].add(region.region_code)
        self.told = cache(self._told)

    def count(self, month: str) -> Iterator[tuple[str, Counted]]:
        """Yield (unit, what is counted) of the villages at a month's end."""
        for village, unit_code in self._roster(month):
            term_no = self.facts.term_no(unit_code, month)
            values = self.told(month).get((village, term_no), {})
            labels = {
                "village_tier": self._tier(village, term_no, month),
                "village_kind": values.get("village_kind_code"),
                "village_mode": values.get("mode_code"),
            }
            yield unit_code, Counted("villages_total", labels=labels)
            yield unit_code, share("village_coverage", is_met=False, labels=labels)
            first = self.inspected_first_on(village, term_no, month)
            if first is not None:
                yield unit_code, Counted("villages_inspected", first, labels=labels)
                yield unit_code, Counted("village_coverage", first, 1, 0, labels=labels)

    def _roster(self, month: str) -> Iterator[tuple[str, str]]:
        """Yield each village of a month's end with the unit of its county."""
        end = last_day(month)
        counties = {
            unit.region_code: unit.unit_code
            for unit in self.facts.truth.units
            if unit.unit_kind == "county"
            and unit.valid_from <= end
            and (unit.valid_to is None or unit.valid_to >= end)
        }
        towns = {
            town.region_code: town.parent_code
            for town in self.regions["town"]
            if _is_valid(town, end)
        }
        for village in self.regions["village"]:
            unit_code = counties.get(towns.get(village.parent_code or "") or "")
            if unit_code and _is_valid(village, end):
                yield village.region_code, unit_code

    def _told(self, month: str) -> dict[tuple[str, int | None], Values]:
        """Return the newest row of each village and term in the states at a month's end."""
        newest: dict[tuple[str, int | None], tuple[tuple[str, str], Values]] = {}
        for item, values in self.facts.states("XC06", month):
            change, term_no = item.at(month), values.get("term_no")
            if change is None or not isinstance(term_no, int):
                continue
            key = (str(values["village_code"]), term_no)
            order = (change.part.period, item.unit_code)
            if key not in newest or order > newest[key][0]:
                newest[key] = (order, values)
        return {key: values for key, (_, values) in newest.items()}

    def inspected_first_on(self, village: str, term_no: int | None, month: str) -> date | None:
        """Return the day of the inspection; of a merged village the last of all its parts'."""
        own = day_of(self.told(month).get((village, term_no), {}), "inspected_on")
        if own is not None:
            return own
        parts = [
            self.inspected_first_on(code, term_no, month) for code in self.predecessors[village]
        ]
        days = [day for day in parts if day is not None]
        return max(days) if days and len(days) == len(parts) else None

    def _tier(self, village: str, term_no: int | None, month: str) -> str | None:
        """Return the tier at the beginning of the year, else the first that was ever told."""
        december = f"{int(month[:4]) - 1}-12"
        earlier = [known for known in self.facts.calendar if known <= month]
        for known in [december, *earlier]:
            values = self.told(known).get((village, term_no))
            if values is not None:
                tier = values.get("tier_code")
                return None if tier is None else str(tier)
        return None


def _is_valid(region: TruthRegion, day: date) -> bool:
    return region.valid_from <= day and (region.valid_to is None or region.valid_to >= day)
