"""Any truth, through any combination of hand, file and mess, is read as the table of mess says.

Some 150 examples by default; `XUNCHA_EXAMPLES=2000` draws as many. A failure prints its case, which
`write(Case(...))` of `drawing.py` makes again.
"""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mess.comparing import Collected, check_reading, read
from tests.mess.drawing import KINDS, Case, kinds_by_weight, write
from tests.mess.truth import RETURNS

READABLE_FILES = kinds_by_weight("file", outcome="readable")
READABLE_LAYOUTS = kinds_by_weight("layout", outcome="readable")
READABLE_CELLS = kinds_by_weight("cell", outcome="readable")
# Of all kinds by weight: a readable one leaves the case without anything to ask about.
ANY = ["" if KINDS[code].outcome == "readable" else code
       for code in kinds_by_weight("file", "layout", "cell")]  # fmt: skip

CASES = st.builds(
    Case,
    form=st.sampled_from(RETURNS),
    container=st.sampled_from(READABLE_FILES),
    layouts=st.lists(st.sampled_from(READABLE_LAYOUTS), max_size=5, unique=True).map(tuple),
    cells=st.lists(st.sampled_from(READABLE_CELLS), max_size=8, unique=True).map(tuple),
    asked=st.sampled_from(ANY),
    rows=st.integers(1, 6),
    seed=st.integers(0, 2**32),
)


def test_every_truth_comes_through_as_the_table_says(registers: Path) -> None:
    collected = Collected()

    @settings(settings.get_profile("mess"))
    @given(case=CASES)
    def each(case: Case) -> None:
        written = write(case)
        reading = read(written)
        check_reading(written, reading)
        collected.add(written, reading)

    each()
    faults = collected.faults(registers)
    assert not faults, "\n".join([f"{len(faults)} cells", *faults[:20]])


def test_nine_of_ten_draws_are_readable() -> None:
    assert ANY.count("") * 10 >= len(ANY) * 9
