"""A case: a truth, a container and some mess, drawn together and written as a file.

Everything follows from the fields of a `Case`, so a failure can be made again from what it prints.
"""

from dataclasses import dataclass, field, replace

from dagster_project.demonstration.chance import chance
from dagster_project.demonstration.mess.books import COVER, Asked, Book, Names
from dagster_project.demonstration.mess.changes import CHANGES
from dagster_project.demonstration.mess.containers import WRITERS
from dagster_project.demonstration.mess.kinds import Kind, load_kinds
from dagster_project.demonstration.mess.layouts_files import frame, month_text
from dagster_project.demonstration.mess.pages import Content, Page, Place, lay_table, sheets_of
from dagster_project.demonstration.mess.spellings_words import LEFT_BLANK, SPELLINGS, plain
from dagster_project.forms import Field, Form
from tests.mess.truth import (
    FORMS,
    PERIOD,
    RETURNS,
    Row,
    ask_of,
    is_fixed,
    numbers_of,
    rows_of,
    typed,
    words_of,
)

KINDS = load_kinds()
NAMES = Names(
    full="东篱县",
    short="东篱",
    with_city="甲南市东篱县",
    alias="东离县",
    traditional="東籬縣",
    other="南蓠县",
    towns=("石桥头镇", "柳湾头镇"),
)
# Containers tried in turn for a kind that the drawn one cannot hold.
ABLE = ("xlsx_openpyxl", "xlsx_xlsxwriter", "xlsx_shared", "csv_gbk", "csv_utf8")
# How often forms are due that are due for the month of all cases: an empty one is asked about.
OWED = ("month", "quarter")
IN_YUAN = {"money_heading_yuan", "money_line_yuan"}
SHARE_SPELLED = 0.4


@dataclass(frozen=True)
class Case:
    """What is drawn; `asked` is the one kind of the file that is not readable, if there is one."""

    form: str = "XC04"
    container: str = "xlsx_openpyxl"
    layouts: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    asked: str = ""
    rows: int = 3
    seed: int = 0


@dataclass
class Truth:
    """What is true of a row, by field: the value that the warehouse must hold.

    `checks` are the problems that its cells must raise; `how` tells how each cell was written.
    """

    form: str
    page: int
    record: int
    values: dict[str, object]
    checks: set[tuple[str, str]] = field(default_factory=set)
    how: dict[str, str] = field(default_factory=dict)


@dataclass
class Written:
    """A case as a file, with what the reader must find in it.

    `applied` are the kinds that are really in it; of a kind that found no place there is nothing.
    """

    case: Case
    data: bytes
    file_name: str
    book: Book
    truths: list[Truth]
    applied: set[str]
    nil: str = ""
    further: list[Asked] = field(default_factory=list)

    @property
    def asked(self) -> tuple[Asked, ...]:
        """What the reader must ask or refuse."""
        return (*self.book.asked, *self.further)


def write(case: Case) -> Written:
    """Write a case."""
    return _Drawing(case).written()


class _Drawing:
    def __init__(self, case: Case) -> None:
        self.rng = chance(case.seed, case.form)
        self.case = case
        self.asked = KINDS.get(case.asked)
        self.container = self._container()
        self.form = FORMS[self._form()]
        self.layouts = self._layouts()
        self.is_rich = "types" in self.container.can
        self.money_unit = "元" if self.layouts.keys() & IN_YUAN else "万元"
        self.applied: set[str] = set()
        self.truths: list[Truth] = []
        self.further: list[Asked] = []

    # -- what goes together ------------------------------------------------------------------

    def _container(self) -> Kind:
        drawn = KINDS[self.case.container]
        if self.asked is None:
            return drawn
        if self.asked.level == "file":
            return self.asked
        able = [drawn, *(KINDS[code] for code in ABLE)]
        needs = self.asked.needs | ({"sheets"} if "cover" in self.asked.forms else set())
        return next(kind for kind in able if needs <= kind.can)

    def _form(self) -> str:
        forms = self.asked.forms if self.asked else frozenset()
        if forms & {"ledger", "fixed"} and is_fixed(FORMS[self.case.form]) != ("fixed" in forms):
            return "XC11" if "fixed" in forms else "XC04"
        if self.case.asked == "table_empty" and FORMS[self.case.form].frequency not in OWED:
            return "XC04"
        return self.case.form

    def _layouts(self) -> dict[str, Kind]:
        """The layouts that go with the container, the form and each other, in their order."""
        wanted = [KINDS[code] for code in self.case.layouts]
        if self.asked is not None and self.asked.level == "layout":
            wanted = [self.asked, *wanted]
            if "cover" in self.asked.forms:
                wanted.insert(0, KINDS["cover"])
        chosen: list[Kind] = []
        kind_of_form = "fixed" if is_fixed(self.form) else "ledger"
        for kind in wanted:
            groups = {group for other in chosen for group in other.groups}
            is_of_form = not kind.forms & {"ledger", "fixed"} or kind_of_form in kind.forms
            if kind.needs <= self.container.can and is_of_form and not groups & kind.groups:
                chosen.append(kind)
        if self.asked and self.asked.code in ("sheets_by_month", "table_empty"):
            chosen = [kind for kind in chosen if kind.code not in ("cover", "nil_report")]
        order = list(KINDS)
        return {kind.code: kind for kind in sorted(chosen, key=lambda k: order.index(k.code))}

    def has(self, code: str) -> bool:
        return code in self.layouts

    # -- the file ----------------------------------------------------------------------------

    def written(self) -> Written:
        book = self._book()
        for code, kind in self.layouts.items():
            changed = None if kind.part else CHANGES[code](book, self.rng)
            if changed is not None:
                book = changed
                self.applied.add(code)
                if code == "rows_repeated":
                    self._repeat_last()
        ending = self.rng.choice(self.container.names)
        name = f"{book.file_name}{ending}"
        if self.container.code == "lock_file":
            name = f"~${name}"
        data = WRITERS[self.container.code](sheets_of(book.pages))
        self.applied.add(self.container.code)
        if self.container.outcome == "refused":
            book = replace(book, asked=(*book.asked, Asked("FILE-01")))
        nil = self.form.code if self.has("nil_report") else ""
        return Written(self.case, data, name, book, self.truths, self.applied, nil, self.further)

    def _repeat_last(self) -> None:
        """The last row is there twice, and neither can be told to be the right one."""
        last = [truth for truth in self.truths if truth.form == self.form.code][-1]
        last.checks.add(("ROW-05", self.form.key_fields[-1].name))
        self.truths.append(last)

    def _book(self) -> Book:
        forms = [self.form]
        if self.has("two_forms") or self.has("tables_on_one_sheet"):
            ledgers = [code for code in RETURNS if code != self.form.code]
            forms.append(FORMS[self.rng.choice(ledgers)])
        pages: list[Page] = []
        tables = [self._table(form, number) for number, form in enumerate(forms)]
        if self.has("cover") or self.has("nil_report") or self.has("cover_promises"):
            pages.append(self._cover(forms, [len(page.records) for page in tables]))
            for truth in self.truths[: -len(pages[0].records)]:
                truth.page += 1
        if "sheets" not in self.container.can and not self.has("tables_on_one_sheet"):
            tables = tables[:1]
        if self.has("nil_report"):
            tables = tables[1:]
        pages += tables
        if self.has("nil_report"):
            self._renumber_without(self.form.code)
        words = {form.code: words_of(form) for form in forms}
        book = Book(tuple(pages), "上报", NAMES, PERIOD, words, self.is_rich)
        if self.has("cover_promises"):
            book = replace(book, asked=(Asked("PART-03", self._promised(), 0, "problem"),))
        if self.has("table_empty"):
            book = replace(book, asked=(Asked("PART-09", self.form.code),))
        self.applied |= {code for code, kind in self.layouts.items() if kind.part}
        return book

    def _renumber_without(self, form: str) -> None:
        self.truths = [truth for truth in self.truths if truth.form != form]
        for truth in self.truths:
            truth.page -= truth.form != COVER

    # -- a table -----------------------------------------------------------------------------

    def _table(self, form: Form, number: int) -> Page:
        count = self.case.rows
        is_none = number == 0 and (self.has("table_empty") or self.has("nil_report"))
        rows = [] if is_none else rows_of(form, count, self.rng)
        if self.has("same_values"):
            self._make_alike(form, rows)
        contents: list[dict[str, Content]] = [{} for _ in rows]
        truths = [Truth(form.code, number, place, {}) for place in range(len(rows))]
        for place, row in enumerate(rows):
            for form_field in form.fields:
                self._spell(form_field, row, contents[place], truths[place])
        beside: dict[Place, str] = {}
        if number == 0 and self.asked is not None and self.asked.level == "cell":
            beside = self._ask_cell(form, rows, contents, truths)
        title = self.rng.choice(form.title_aliases) if self.has("title_alias") else form.title
        is_on_tab = number == 0 and self.has("title_on_tab")
        name = title if is_on_tab else f"表{number + 1}"
        headings = [(form_field.name, form_field.label) for form_field in form.fields]
        page = lay_table(name, form.code, headings, contents)
        names = [form_field.name for form_field in form.fields]
        for record, row in zip(page.records, rows, strict=True):
            record.numbers = numbers_of(form, row, names, self.money_unit)
        for place, text in beside.items():
            if text:
                page.comments[place] = text
            else:
                page.filled.add(place)
        self.truths += truths
        is_quarter = self.has("period_as_quarter") and form.frequency not in ("month",)
        period = "2026年第三季度" if is_quarter else month_text(PERIOD)
        return frame(page, "" if is_on_tab else title, NAMES.full, period)

    def _make_alike(self, form: Form, rows: list[Row]) -> None:
        """Let a field or two have one value in all rows."""
        names = [f.name for f in form.fields if not f.key and f.type != "decimal"]
        for name in self.rng.sample(names, min(3, len(names))):
            for row in rows[1:]:
                row[name] = rows[0][name]

    def _spell(
        self, form_field: Field, row: Row, contents: dict[str, Content], truth: Truth
    ) -> None:
        value = row[form_field.name]
        ask = ask_of(form_field, value, is_rich=self.is_rich, money_unit=self.money_unit)
        content, how = plain(ask), "plain"
        fitting = [
            code
            for code in self.case.cells
            if KINDS[code].fields & ask.tokens and KINDS[code].needs <= self.container.can
        ]
        if fitting and self.rng.random() < SHARE_SPELLED:
            code = self.rng.choice(fitting)
            spelled = SPELLINGS[code](ask, self.rng)
            if spelled is not None:
                content, how = spelled, code
                self.applied.add(code)
        if content is not None and content != "":
            contents[form_field.name] = content
        meant = value
        if form_field.free_text and isinstance(content, str) and value is not None:
            meant = content
        truth.values[form_field.name] = typed(form_field, meant)
        truth.how[form_field.name] = how

    def _ask_cell(
        self,
        form: Form,
        rows: list[Row],
        contents: list[dict[str, Content]],
        truths: list[Truth],
    ) -> dict[Place, str]:
        """Write one cell so that it is asked about or refused; return comments and colours."""
        kind = self.asked
        assert kind is not None
        places = [(number, f) for number in range(len(rows)) for f in form.fields]
        self.rng.shuffle(places)
        for number, form_field in places:
            value = rows[number][form_field.name]
            ask = ask_of(form_field, value, is_rich=self.is_rich, money_unit=self.money_unit)
            if not kind.fields & ask.tokens or (is_fixed(form) and form_field.key):
                continue
            content = None if kind.code in LEFT_BLANK else SPELLINGS[kind.code](ask, self.rng)
            if content is None and kind.code not in LEFT_BLANK:
                continue
            self.applied.add(kind.code)
            truth, name = truths[number], form_field.name
            contents[number].pop(name, None)
            if content is not None:
                contents[number][name] = content
            check = kind.checks[-1] if form_field.code_list else kind.checks[0]
            truth.checks.add((check, name))
            truth.how[name] = kind.code
            if kind.outcome == "refused":
                truth.values[name] = self._unread(form_field, content)
            if not kind.code.startswith("required_in"):
                return {}
            place = (number + 2, 1 + [f.name for f in form.fields].index(name))
            return {place: str(value) if kind.code == "required_in_comment" else ""}
        return {}

    def _unread(self, form_field: Field, content: Content | None) -> object:
        """What a refused cell is in the warehouse: nothing, but the text that says too much."""
        return content if self.asked and self.asked.checks == ("ROW-06",) else None

    # -- the cover ---------------------------------------------------------------------------

    def _promised(self) -> str:
        return next(code for code in RETURNS if code != self.form.code)

    def _cover(self, forms: list[Form], counts: list[int]) -> Page:
        declared = {form.code: count for form, count in zip(forms, counts, strict=True)}
        if self.has("cover_promises"):
            declared = {self._promised(): 3, **declared}
        cover = FORMS[COVER]
        contents: list[dict[str, Content]] = []
        for place, (code, count) in enumerate(declared.items()):
            is_nil = count == 0
            row: dict[str, Content] = {"form_code": code, "declared_rows_count": count}
            if is_nil:
                row["is_nil"] = "√"
            contents.append(row)
            values: Row = {"form_code": code, "declared_rows_count": count, "is_nil": is_nil}
            typed_values = {f.name: typed(f, values.get(f.name)) for f in cover.fields}
            self.truths.append(Truth(COVER, 0, place, typed_values))
        headings = [(f.name, f.label) for f in cover.fields]
        page = lay_table("封面", COVER, headings, contents)
        if self.has("cover_promises"):
            page.marks["problem"] = page.records[0].places["declared_rows_count"]
        return frame(page, "巡察工作报表封面", NAMES.full, month_text(PERIOD))


def kinds_by_weight(*levels: str, outcome: str | None = None) -> list[str]:
    """Codes of kinds, each as often as it weighs."""
    return [
        kind.code
        for kind in KINDS.values()
        if kind.level in levels and outcome in (None, kind.outcome)
        for _ in range(kind.weight)
    ]
