"""The check codes that the demonstration must hold: one planted case at least of each."""

_FORMS = (
    *("XC01", "XC02", "XC03", "XC04", "XC05", "XC06", "XC07", "XC08", "XC09", "XC10"),
    *("XC15", "XC16", "XC17", "XC18", "XC19"),
)
_ASKED: dict[str, tuple[int, ...]] = {
    "XC01": (1, 2, 4, 5, 6, 11, 23),
    "XC02": (4, 5, 6, 9, 10, 14),
    "XC03": (1, 2, 3, 4, 6, 7, 8, 9, 12, 13, 14, 21, 22, 23, 24, 25, 26, 31),
    "XC04": (*range(1, 14), *range(21, 29)),
    "XC05": (1, 2, 4, 5, 6, 7, 8, 9, 21, 22, 23, 26),
    "XC06": (1, 2, 3, 4, 5, 6, 14, 21, 22),
    "XC07": (1, 2, 3),
    "XC08": (1, 2, 3, 4),
    "XC09": (1, 2, 3, 4, 5),
    "XC10": (1, 2),
    "XC11": (1, 2, 3, 5, 6),
    "XC12": (1, 2),
    "XC13": (1, 2),
    "XC14": (1,),
    "XC15": (1, 2, 3, 4, 5),
    "XC16": (2, 3),
    "XC17": (1, 2, 3),
    "XC18": (1, 2),
    "XC19": (1, 2, 3),
}

FATAL = [
    *[f"FILE-0{n}" for n in range(1, 7)],
    *["PART-01", "PART-03", "PART-08"],
    *[f"ROW-0{n}" for n in range(1, 9)],
    *[f"{form}-F01" for form in _FORMS],
    *["XC10-F02", "XC14-F02"],
]
QUERIES = [
    *["FILE-07", "FILE-08", "PART-04", "PART-05", "PART-06", "PART-07", "PART-09", "ROW-09"],
    *[f"{form}-Q{number:02d}" for form, numbers in _ASKED.items() for number in numbers],
]
