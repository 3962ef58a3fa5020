"""The towns and villages below reporting units, found by name among hundreds of thousands.

Kept as Arrow columns, which cost little to send to a worker process; only the names that a file
states are looked up. Which unit a name means is `units.py`'s.
"""

from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from dagster_project.spreadsheets.text import letters_only
from dagster_project.spreadsheets.traditional import SIMPLIFIED

PLACE_LEVELS = ("town", "village")


@dataclass(frozen=True)
class Places:
    """Places by name in normal form, with the code of the region above each; `above` goes on up."""

    names: pa.Array
    parents: pa.Array
    above: dict[str, str]
    _found: dict[str, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    def regions_above(self, text: str) -> frozenset[str]:
        """Return the codes of all regions above every place of that name; empty for none."""
        name = letters_only(text)
        if name not in self._found:
            codes: set[str] = set()
            for parent in pc.filter(self.parents, pc.equal(self.names, name)).to_pylist():
                code = parent
                while code and code not in codes:
                    codes.add(code)
                    code = self.above.get(code, "")
            self._found[name] = frozenset(codes)
        return self._found[name]


def build_places(regions: pa.Table) -> Places:
    """Compile the register (`regions.REGION_SCHEMA`) into a lookup of its towns and villages."""
    is_place = pc.is_in(regions["region_level"], pa.array(PLACE_LEVELS))
    places = regions.filter(is_place)
    has_below = regions.filter(pc.not_equal(regions["region_level"], PLACE_LEVELS[-1]))
    codes, parents = has_below["region_code"].to_pylist(), has_below["parent_code"].to_pylist()
    return Places(
        names=_normal_forms(places["name"].combine_chunks()),
        parents=places["parent_code"].combine_chunks(),
        above=dict(zip(codes, parents, strict=True)),
    )


def _normal_forms(names: pa.Array) -> pa.Array:
    """`letters_only` of every name; plain ones are their own."""
    is_plain = pc.and_not(
        pc.match_substring_regex(names, r"^[0-9a-z\x{4E00}-\x{9FEF}]+$"),
        pc.match_substring_regex(names, f"[{''.join(map(chr, SIMPLIFIED))}]"),
    )
    if pc.all(is_plain).as_py() is not False:
        return names
    others = pc.filter(names, pc.invert(is_plain)).to_pylist()
    return pc.replace_with_mask(
        names, pc.invert(is_plain), pa.array([letters_only(name) for name in others], pa.string())
    )
