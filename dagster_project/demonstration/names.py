"""Made-up names: two characters from two short lists, none of which occurs as a real name.

A test holds every name that can be drawn here against the real region table.
"""

PROVINCE_NAME = "澄岚省"

_HEADS = "澄砚霁蘅漱岫棠筠芷漪槿苕荇皓萤翎"
_TAILS = "屿洲川浦汀陂坞渚湄岬碛墩"
_TOWN_TAILS = "桥溪湖岭坪塘"
_VILLAGE_HEADS = "上下东西南北"

PLACE_NAMES = len(_HEADS) * len(_TAILS)


def place_name(number: int) -> str:
    """Return the name of a city or county without its suffix; distinct up to `PLACE_NAMES`."""
    head, turn = number % len(_HEADS), number // len(_HEADS)
    return _HEADS[head] + _TAILS[(turn + head * 5) % len(_TAILS)]


def town_name(county: int, number: int) -> str:
    """Return the name of a town; distinct within a county."""
    head = _HEADS[(county * 5 + number * 3) % len(_HEADS)]
    tail = _TOWN_TAILS[(county + number) % len(_TOWN_TAILS)]
    return head + tail + ("乡" if (county + number) % 3 == 0 else "镇")


def village_name(county: int, town: int, number: int) -> str:
    """Return the name of a village; distinct within a town."""
    head = _VILLAGE_HEADS[(town + number) % len(_VILLAGE_HEADS)]
    return head + _HEADS[(county + town * 2 + number) % len(_HEADS)] + "村"
