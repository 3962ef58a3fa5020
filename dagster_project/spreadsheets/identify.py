"""Whose return a file is, and of which month.

The file's own statements come first: those of the cover, else of the lines around the tables;
file name and folder must not contradict them and serve only where the file says nothing. An
unknown or ambiguous name is an error for the sender, never a guess.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from dagster_project.spreadsheets import problems as say
from dagster_project.spreadsheets.grid import address
from dagster_project.spreadsheets.problems import Problem
from dagster_project.spreadsheets.spans import Span, span_in
from dagster_project.spreadsheets.statements import Statement, title_period
from dagster_project.spreadsheets.units import Mentions, UnitMatch, UnitNames

_WIDE_GAP = re.compile(r"\s{2,}|\t")
_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class TableRows:
    """A form's table on a sheet: its first line above the header, and the row after its last."""

    form: str
    first_line: int
    end: int


@dataclass(frozen=True)
class SheetLines:
    """What one sheet says of itself: statements, and its title lines for names without a label.

    `may_span` is whether it has a form that is not monthly, so that its month can be said as the
    quarter, half-year or year that ends with it.
    """

    sheet: str
    is_cover: bool
    tables: tuple[TableRows, ...]
    statements: tuple[Statement, ...]
    titles: tuple[Statement, ...]
    may_span: bool = False


@dataclass
class Identity:
    """Unit and month of a file, each None where unknown, with what was found wrong."""

    unit_code: str | None = None
    period: str | None = None
    problems: list[Problem] = field(default_factory=list)


def identify(file_name: str, sheets: list[SheetLines], units: UnitNames) -> Identity:
    """Resolve unit and month of a file from its own lines, its name and its folders."""
    identity = Identity()
    speaking = _primary(sheets)
    folders = file_name.replace("\\", "/").split("/")
    parts = [folders[-1].rsplit(".", 1)[0], *reversed(folders[:-1])]
    _find_period(identity, speaking, parts)
    _find_unit(identity, speaking, parts, units)
    _compare_sheets(identity, sheets, units)
    return identity


def _primary(sheets: list[SheetLines]) -> list[SheetLines]:
    """The cover if it says anything, else all sheets with a table or statements."""
    covers = [sheet for sheet in sheets if sheet.is_cover]
    return covers if any(sheet.statements for sheet in covers) else sheets


def _stated(sheets: Iterable[SheetLines], kind: str) -> list[Statement]:
    return [line for sheet in sheets for line in sheet.statements if line.kind == kind]


def _add(identity: Identity, code: str, message: str, value: str | None = None) -> None:
    identity.problems.append(Problem(code, message, value=value))


def _add_at(identity: Identity, code: str, message: str, line: Statement) -> None:
    where = (line.sheet, address(line.row, line.column), line.cell_text)
    identity.problems.append(Problem(code, message, None, *where))


def _find_period(identity: Identity, sheets: list[SheetLines], parts: list[str]) -> None:
    months = [_with_months(sheet) for sheet in sheets]
    lines = _stated(months, "period") or _stated(months, "title_period")
    unreadable = [line for line in lines if line.period is None]
    own = list(dict.fromkeys(line.period for line in lines if line.period is not None))
    if unreadable:
        _add(identity, "FILE-04", say.period_unreadable(unreadable[0].text), unreadable[0].text)
    elif own:
        identity.period = own[0]
        other = _other_period_named(own[0], parts)
        if len(own) > 1 and any(sheet.is_cover for sheet in sheets):
            identity.period = None
            _add(identity, "FILE-04", say.period_ambiguous(own))
        elif other is not None:
            _add_at(identity, "FILE-05", say.period_contradiction(lines[0].text, other), lines[0])
    else:
        _take_period_named(identity, sheets, parts)


def _other_period_named(own: str, parts: list[str]) -> str | None:
    """A month, quarter or half-year in file name or folders that the file's own month is not in."""
    for part in parts:
        month, span = title_period(part), _span_named(part)
        if month not in (None, own):
            return month
        if month is None and span is not None and own not in span.months:
            return span.last_month
    return None


def _span_named(part: str) -> Span | None:
    """The quarter or half-year in a name; a year says only where a file is kept."""
    span = None if title_period(part) else span_in(part)
    return span if span is not None and span.kind != "year" else None


def _take_period_named(identity: Identity, sheets: list[SheetLines], parts: list[str]) -> None:
    named = {period for period in map(title_period, parts) if period is not None}
    tabled = [sheet for sheet in sheets if sheet.tables]
    if not named and tabled and all(sheet.may_span for sheet in tabled):
        named = {span.last_month for span in map(_span_named, parts) if span is not None}
    if len(named) == 1:
        identity.period = named.pop()
        _add(identity, "FILE-08", say.PERIOD_FROM_NAME)
    elif named:
        _add(identity, "FILE-04", say.period_ambiguous(sorted(named)))
    else:
        _add(identity, "FILE-04", say.PERIOD_UNSTATED)


def _with_months(sheet: SheetLines) -> SheetLines:
    """The sheet with no month where it is monthly and speaks of a quarter or longer.

    A cover and a monthly return say the month; only then is it known which one is meant.
    """
    if sheet.may_span:
        return sheet
    lines = (
        line if line.span is None else replace(line, period=None, span=None)
        for line in sheet.statements
        if line.span is None or line.kind == "period"
    )
    return replace(sheet, statements=tuple(lines))


def _find_unit(
    identity: Identity, sheets: list[SheetLines], parts: list[str], units: UnitNames
) -> None:
    named = [units.mentions(part, identity.period) for part in parts]
    only = _only_unit(named, units)
    lines = [
        line
        for line in _stated(sheets, "unit")
        if only is None
        or only in _resolved(line.text, identity.period, units).valid
        or not units.is_place_of(line.text, only)
    ]
    titles = _titled(sheets, identity.period, units)
    if lines or titles:
        line = lines[0] if lines else titles[0]
        match = (
            _resolved(line.text, identity.period, units)
            if lines
            else _mentioned([units.mentions(line.text, identity.period)], identity.period, units)
        )
        match = _narrowed(match, named, units)
        identity.unit_code = _accept(identity, match, line.text, units)
        _check_name(identity, line, named, units)
    elif any(mention.units for mention in named):
        mentioned = _narrowed(_mentioned(named, identity.period, units), named, units)
        identity.unit_code = _accept(identity, mentioned, parts[0], units)
        if identity.unit_code is not None:
            _add(identity, "FILE-07", say.UNIT_FROM_NAME)
    else:
        _add(identity, "FILE-02", say.UNIT_UNSTATED)


def _only_unit(named: list[Mentions], units: UnitNames) -> str | None:
    codes = {code for mention in named for code in mention.units}
    return codes.pop() if len(codes) == 1 else None


def _titled(sheets: list[SheetLines], period: str | None, units: UnitNames) -> list[Statement]:
    """Title lines that name exactly one existing unit."""
    return [
        line
        for sheet in sheets
        for line in sheet.titles
        if len(units.mentions(line.text, period).units) == 1
    ]


def _resolved(text: str, period: str | None, units: UnitNames) -> UnitMatch:
    """The units a stated name can mean: as typed, before a wide gap, without brackets."""
    match = UnitMatch()
    first = _WIDE_GAP.split(text.strip())[0]
    for name in (text, first, _BRACKETS.sub("", text), _BRACKETS.sub("", first)):
        match = units.resolve(name, period)
        if match.valid or match.ceased or match.future:
            return match
    return match


def _mentioned(named: list[Mentions], period: str | None, units: UnitNames) -> UnitMatch:
    """What the file name mentions, else the nearest folder, if the others do not disagree."""
    found = [mention.units for mention in named if mention.units]
    common = frozenset.intersection(*found)
    return units.as_of(common or frozenset().union(*found), period)


def _narrowed(match: UnitMatch, named: list[Mentions], units: UnitNames) -> UnitMatch:
    """Of several units of one name, those that file name and folders also mention."""
    valid = match.valid
    for mention in named:
        if len(valid) > 1:
            valid = (valid & mention.units) or valid
        if len(valid) > 1 and mention.cities:
            in_city = {code for code in valid if units.units[code].city_code in mention.cities}
            valid = frozenset(in_city) or valid
    return UnitMatch(valid, match.ceased, match.future)


def _accept(identity: Identity, match: UnitMatch, text: str, units: UnitNames) -> str | None:
    """The one unit of a match; else None with FILE-02 and the reason."""
    if len(match.valid) == 1:
        return next(iter(match.valid))
    if match.valid:
        names = [units.units[code].name for code in sorted(match.valid)]
        _add(identity, "FILE-02", say.unit_ambiguous(text, names), text)
    elif match.ceased:
        unit = units.units[min(match.ceased)]
        heir = units.successor(unit.unit_code, identity.period or "")
        last = _chinese_day(unit.last_day.isoformat() if unit.last_day else "")
        name = heir.name if heir else None
        _add(identity, "FILE-02", say.unit_ceased(unit.name, last, name), text)
    elif match.future:
        unit = units.units[min(match.future)]
        first = _chinese_day(unit.first_day.isoformat())
        _add(identity, "FILE-02", say.unit_future(unit.name, first), text)
    else:
        _add(identity, "FILE-02", say.unit_unknown(text), text)
    return None


def _chinese_day(iso: str) -> str:
    return f"{int(iso[:4])}年{int(iso[5:7])}月{int(iso[8:10])}日" if iso else "此前"


def _check_name(
    identity: Identity, line: Statement, named: list[Mentions], units: UnitNames
) -> None:
    """FILE-03 where file name or a folder names another unit or city."""
    own = identity.unit_code
    if own is None:
        return
    for mention in named:
        others = {code for code in mention.units if not _is_or_became(code, own, identity, units)}
        if mention.units and len(others) == len(mention.units):
            name = units.units[min(others)].name
        elif not mention.units and mention.cities - {units.units[own].city_code}:
            name = next(n for n, code in units.cities.items() if code in mention.cities)
        else:
            continue
        _add_at(identity, "FILE-03", say.unit_contradiction(line.text, name), line)
        return


def _is_or_became(code: str, own: str, identity: Identity, units: UnitNames) -> bool:
    """Whether a unit named in a folder is the file's own, or was merged into it."""
    if code == own:
        return True
    heir = units.successor(code, identity.period) if identity.period else None
    ended = units.units[code].last_day is not None
    return ended and heir is not None and heir.unit_code == own


def _compare_sheets(identity: Identity, sheets: list[SheetLines], units: UnitNames) -> None:
    """PART-08 where a sheet contradicts the cover; PART-02 where sheets contradict each other."""
    speaking = _primary(sheets)
    code = "PART-08" if speaking and all(sheet.is_cover for sheet in speaking) else "PART-02"
    for sheet in sheets:
        for table in sheet.tables if not sheet.is_cover else ():
            for line in _lines_of(table, sheet):
                other = _contradiction(identity, line, sheet, units)
                if other is not None:
                    what = "填报单位" if line.kind == "unit" else "报告期"
                    message = say.sheet_contradiction(what, line.sheet, line.text, other)
                    if code == "PART-02":
                        message = say.several_parts(table.form, what, [other, line.text])
                    where = (line.sheet, address(line.row, line.column), line.cell_text)
                    problem = Problem(code, message, table.form, *where)
                    if problem not in identity.problems:
                        identity.problems.append(problem)


def _lines_of(table: TableRows, sheet: SheetLines) -> Iterator[Statement]:
    """What a sheet states for one of its tables: beside it, else nearest above it."""
    for is_unit in (True, False):
        lines = [line for line in sheet.statements if (line.kind == "unit") == is_unit]
        own = [line for line in lines if table.first_line <= line.row < table.end]
        above = [line for line in lines if line.row < table.first_line]
        yield from own or above[-1:]


def _contradiction(
    identity: Identity, line: Statement, sheet: SheetLines, units: UnitNames
) -> str | None:
    """The file's unit or month, if a sheet's statement is another one."""
    if line.kind != "unit":
        is_other = identity.period is not None and not _may_mean(line, identity.period, sheet)
        return identity.period if is_other else None
    if identity.unit_code is None:
        return None
    match = _resolved(line.text, identity.period, units)
    if identity.unit_code in match.valid or units.is_place_of(line.text, identity.unit_code):
        return None
    return units.units[identity.unit_code].name


def _may_mean(line: Statement, period: str, sheet: SheetLines) -> bool:
    """Whether a sheet's statement goes with the file's month; no monthly return is of a year."""
    is_read = line.span is None or line.span.kind != "year" or sheet.may_span
    return is_read and line.period == period
