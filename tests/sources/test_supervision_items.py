"""The supervision indicators (监督指标) are 78, distinct, and each lies under one focus."""

import re
import unicodedata
from collections import Counter
from itertools import permutations, product

import pytest

from dagster_project.forms import Code, load_code_lists
from dagster_project.home import sources_folder

ITEM_CODE = re.compile(r"(?P<focus>F[123])-(?P<number>\d{2})")
HAN_ONLY = re.compile(r"[\u4e00-\u9fff]+")
JOINING_WORDS = ("或", "以及", "并且", "同时")
PROVINCES = (
    *("北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江"),
    *("安徽", "福建", "江西", "山东", "河南", "湖北", "湖南", "广东", "广西", "海南", "重庆"),
    *("四川", "贵州", "云南", "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆", "台湾", "香港"),
    "澳门",
)


def folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def spellings(code: Code) -> set[str]:
    return {folded(text) for text in (code.code, code.label, *code.aliases)}


def focus_of(item: Code) -> str:
    return item.code.partition("-")[0]


@pytest.fixture(scope="module")
def code_lists() -> dict[str, tuple[Code, ...]]:
    return load_code_lists(sources_folder())


@pytest.fixture(scope="module")
def items(code_lists: dict[str, tuple[Code, ...]]) -> tuple[Code, ...]:
    return code_lists["supervision_item"]


@pytest.fixture(scope="module")
def focuses(code_lists: dict[str, tuple[Code, ...]]) -> tuple[Code, ...]:
    return code_lists["focus"]


def test_there_are_78_items(items: tuple[Code, ...]) -> None:
    assert len(items) == 78


def test_codes_follow_the_pattern(items: tuple[Code, ...]) -> None:
    assert not [item.code for item in items if not ITEM_CODE.fullmatch(item.code)]


def test_codes_are_numbered_without_gaps_in_the_order_of_the_file(
    items: tuple[Code, ...],
) -> None:
    sizes = Counter(focus_of(item) for item in items)
    expected = [
        f"{focus}-{number:02d}" for focus in sorted(sizes) for number in range(1, sizes[focus] + 1)
    ]
    assert [item.code for item in items] == expected


def test_each_code_begins_with_a_focus_that_exists(
    items: tuple[Code, ...], focuses: tuple[Code, ...]
) -> None:
    assert {focus_of(item) for item in items} <= {focus.code for focus in focuses}


def test_items_are_spread_evenly_over_the_three_focuses(items: tuple[Code, ...]) -> None:
    sizes = Counter(focus_of(item) for item in items)
    assert set(sizes) == {"F1", "F2", "F3"}
    assert all(24 <= size <= 28 for size in sizes.values()), sizes


def test_labels_have_8_to_24_characters(items: tuple[Code, ...]) -> None:
    assert not [item.label for item in items if not 8 <= len(item.label) <= 24]


def test_labels_are_chinese_characters_alone(items: tuple[Code, ...]) -> None:
    """So none holds a digit, a Latin letter, a blank, or a 、 between two findings."""
    assert not [item.label for item in items if not HAN_ONLY.fullmatch(item.label)]


def test_labels_name_one_finding_each(items: tuple[Code, ...]) -> None:
    found = [(i.label, word) for i, word in product(items, JOINING_WORDS) if word in i.label]
    assert not found


def test_labels_name_no_province(items: tuple[Code, ...]) -> None:
    found = [(i.label, name) for i, name in product(items, PROVINCES) if name in i.label]
    assert not found


def test_no_label_lies_within_another(items: tuple[Code, ...]) -> None:
    labels = [folded(item.label) for item in items]
    found = [(one, other) for one, other in permutations(labels, 2) if one in other]
    assert not found


@pytest.mark.parametrize("name", ["supervision_item", "focus"])
def test_each_spelling_means_one_code(code_lists: dict[str, tuple[Code, ...]], name: str) -> None:
    counts = Counter(spelling for code in code_lists[name] for spelling in spellings(code))
    assert not [spelling for spelling, count in counts.items() if count > 1]


def test_the_focuses_are_three_and_rectification(focuses: tuple[Code, ...]) -> None:
    assert [focus.code for focus in focuses] == ["F1", "F2", "F3", "F4"]
    assert focuses[3].label == "巡察整改落实情况"


def test_the_earlier_wording_of_the_third_focus_is_understood(focuses: tuple[Code, ...]) -> None:
    meant = [
        focus.code for focus in focuses if "基层党组织软弱涣散、组织力欠缺问题" in focus.aliases
    ]
    assert meant == ["F3"]
