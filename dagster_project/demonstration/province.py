"""The fictional province: its units, towns and villages, the terms, and who writes by which hand.

Codes begin with 990000. One county comes into being during the time covered, out of two others.
Nothing here is random: the same options give the same province.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from dagster_project.demonstration.months import first_day, last_day, months_between, shift
from dagster_project.demonstration.names import place_name, town_name
from dagster_project.demonstration.truth import DemoOptions, TruthTerm, TruthUnit

PROVINCE_CODE = "990000"
BEGINNING = date(2020, 1, 1)
FEWEST_UNITS, MOST_UNITS = 6, 150
# Clues reach back ten months, and must not reach back to before the running terms.
EARLIEST_MONTH = "2023-01"
FEWEST_MONTHS_FOR_A_MERGER = 6
TOWNS_PER_COUNTY = 4
# The hands of `hands.py`, dealt out in turn; only a county with towns can write a sheet a town.
_COUNTY_HANDS = "ABCDEF"
_OTHER_HANDS = "BACE"


@dataclass(frozen=True)
class DemoUnit:
    """A reporting unit and how its clerk works.

    `clue_style` 0 to 2 chooses how clues are numbered; a quiet unit often has nothing to report;
    `predecessors` are the units that were merged into it; `other_name` is one that the office
    has decided to accept.
    """

    unit: TruthUnit
    city_name: str
    hand: str
    clue_style: int
    is_quiet: bool
    towns: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()
    other_name: str | None = None

    @property
    def code(self) -> str:
        """The code of the unit."""
        return self.unit.unit_code

    def reports_on(self, month: str) -> bool:
        """Return whether the unit is due in a month: whether it exists on its last day."""
        end = last_day(month)
        return self.unit.valid_from <= end and (
            self.unit.valid_to is None or self.unit.valid_to >= end
        )


@dataclass
class Province:
    """All units in the order of their codes, the cities as (code, name), and the terms."""

    months: list[str]
    cities: list[tuple[str, str]]
    units: list[DemoUnit] = field(default_factory=list)
    terms: list[TruthTerm] = field(default_factory=list)
    merged_in: str | None = None

    def unit(self, code: str) -> DemoUnit:
        """Return the unit of a code."""
        return next(unit for unit in self.units if unit.code == code)

    def term_start(self, code: str) -> date:
        """Return the day on which the running term of a unit began."""
        return next(
            term.started_on
            for term in self.terms
            if term.region_code == code and term.ended_on is None
        )


def build_province(options: DemoOptions) -> Province:
    """Return the province for the options.

    Raises:
        ValueError: a number of units or months that the demonstration cannot have.
    """
    if not FEWEST_UNITS <= options.units <= MOST_UNITS:
        raise ValueError(f"units must be {FEWEST_UNITS} to {MOST_UNITS}, not {options.units}")
    if options.months < 1:
        raise ValueError(f"months must be 1 or more, not {options.months}")
    months = months_between(shift(options.until, 1 - options.months), options.until)
    if not months or months[0] < EARLIEST_MONTH:
        raise ValueError(f"the first month must be {EARLIEST_MONTH} or later")
    city_count = max(1, min(9, options.units // 8))
    cities = [(f"99{n + 1:02d}00", place_name(n) + "市") for n in range(city_count)]
    province = Province(months=months, cities=cities)
    if options.months >= FEWEST_MONTHS_FOR_A_MERGER:
        province.merged_in = months[max(2, options.months - 6)]
    _add_city_units(province)
    _add_zones(province, max(1, options.units // 40))
    _add_counties(province, options.units - len(province.units))
    province.units.sort(key=lambda unit: unit.code)
    _add_terms(province)
    return province


def _add_city_units(province: Province) -> None:
    last = len(province.cities) - 1
    for number, (code, name) in enumerate(province.cities):
        unit = TruthUnit(
            unit_code=f"{code[:4]}01",
            name=f"{name}本级",
            short_name=f"{name[:-1]}本级",
            unit_kind="city_level",
            region_code=code,
            city_code=code,
            valid_from=BEGINNING,
        )
        hand = _OTHER_HANDS[number % len(_OTHER_HANDS)]
        is_quiet = number == last and last > 0
        province.units.append(DemoUnit(unit, name, hand, number % 3, is_quiet))


def _add_zones(province: Province, count: int) -> None:
    for number in range(count):
        code, name = province.cities[number % len(province.cities)]
        root = place_name(len(province.cities) + number)
        unit = TruthUnit(
            unit_code=f"{code[:4]}{71 + number // len(province.cities)}",
            name=f"{root}经济开发区",
            short_name=f"{root}经开区",
            unit_kind="function_zone",
            # A zone has no code in the national list; it lies in its city.
            region_code=code,
            city_code=code,
            valid_from=BEGINNING,
        )
        hand = _OTHER_HANDS[(number + 3) % len(_OTHER_HANDS)]
        province.units.append(
            DemoUnit(unit, name, hand, 1, is_quiet=True, other_name=f"{root}新城")
        )


def _add_counties(province: Province, count: int) -> None:
    offset = len(province.units)
    numbers = {code: 21 for code, _ in province.cities}
    for number in range(count):
        city = province.cities[number % len(province.cities)]
        is_last = number == count - 1
        if is_last and province.merged_in:
            _add_merged_county(province, city, numbers, offset + count)
            return
        code = f"{city[0][:4]}{numbers[city[0]]}"
        numbers[city[0]] += 1
        # The third county writes CSV by its turn; being quiet, it sends nil reports as covers.
        province.units.append(
            _county(city, code, offset + number, _COUNTY_HANDS[number % 6], number == 2)
        )


def _add_merged_county(
    province: Province, city: tuple[str, str], numbers: dict[str, int], name_number: int
) -> None:
    """Add a county of the second half of the time and the two of which it was made."""
    merged_in = province.merged_in or province.months[-1]
    codes = [f"{city[0][:4]}{numbers[city[0]] + step}" for step in range(3)]
    valid_to = first_day(merged_in) - timedelta(days=1)
    for step, hand in enumerate("AC"):
        province.units.append(
            _county(city, codes[step], name_number + step, hand, False, valid_to, codes[2])
        )
    towns = province.units[-2].towns + province.units[-1].towns
    merged = _county(city, codes[2], name_number + 2, "B", False, first=first_day(merged_in))
    province.units.append(replace(merged, towns=towns, predecessors=(codes[0], codes[1])))


def _county(
    city: tuple[str, str],
    code: str,
    number: int,
    hand: str,
    is_quiet: bool,
    valid_to: date | None = None,
    successor: str | None = None,
    first: date = BEGINNING,
) -> DemoUnit:
    root = place_name(number)
    unit = TruthUnit(
        unit_code=code,
        name=root + "县县区市"[number % 4],
        short_name=root,
        unit_kind="county",
        region_code=code,
        city_code=city[0],
        valid_from=first,
        valid_to=valid_to,
        successor_code=successor,
    )
    towns = tuple(town_name(number, step) for step in range(TOWNS_PER_COUNTY))
    return DemoUnit(unit, city[1], hand, number % 3, is_quiet, towns)


def _add_terms(province: Province) -> None:
    """Add the running and the earlier term; they begin on different days in different places."""
    places = [PROVINCE_CODE, *(code for code, _ in province.cities)]
    places += [unit.code for unit in province.units]
    starts = {code: _term_start(number) for number, code in enumerate(places)}
    for unit in province.units:
        if unit.predecessors:
            # The merged county goes on with the term of the first of its two parts.
            starts[unit.code] = starts[unit.predecessors[0]]
    for code in places:
        start = starts[code]
        earlier = start.replace(year=start.year - 5) + timedelta(days=11)
        province.terms.append(TruthTerm(code, "T2016", 14, earlier, start - timedelta(days=1)))
        province.terms.append(TruthTerm(code, "T2021", 15, start))


def _term_start(number: int) -> date:
    return date(2021, 6, 8) + timedelta(days=number * 37 % 160)
