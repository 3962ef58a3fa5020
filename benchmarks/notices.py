"""What 120 return notices cost, as a ratio that holds on any machine.

    python -m benchmarks.notices [--notices 120] [--rounds 5]

Writes one-page notices from the template whose parts are read once, and in the same run lets
docxtpl fill the same template with the same text, opening it anew for each. Each is taken several
times in turn and the fastest of each are compared. Names and figures are fictional.
"""

import argparse
import io
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from docxtpl import DocxTemplate

from dagster_project.documents.letters import LetterTemplate, Signed
from dagster_project.documents.patterns import TEMPLATES

TEMPLATE = (
    Path(__file__).resolve().parent.parent / "report_templates" / "return_notice" / "template.docx"
)
SIGNED = Signed("某办公室", "2026年10月8日", datetime(2026, 10, 8, 17, 0))
TITLE = "2026年9月巡察报表退回单"
ROW = {
    "form": "问题线索台账",
    "sheet": "线索",
    "cell": "D12",
    "message": "“移交日期”填写的“九月初”不是有效日期，请按“2026-03-05”的格式填写。",
    "value": "九月初",
}
CONTEXT = {
    "secrecy": "内部",
    "issuing_mark": SIGNED.office,
    "document_number": "某退〔2026〕990121-202609-1号",
    "title": TITLE,
    "addressee": "某县",
    "opening": ["你单位报送的报表，我办已经收到。"],
    "fatal_heading": "一、必须改正的问题",
    "fatal_rows": [ROW] * 3,
    "fatal_note": [],
    "query_heading": "",
    "query_rows": [],
    "query_note": [],
    "steps_heading": "二、怎样办理",
    "steps": ["1. 请逐处改正，然后把整个文件重新报送。"],
    "attachment_lines": ["某县.xlsx"],
}
LARGEST_RATIO = 0.5


def by_letters(notices: int) -> None:
    """Write the notices from one template, read once."""
    template = LetterTemplate(TEMPLATE)
    for _ in range(notices):
        template.letter(CONTEXT, TITLE, SIGNED)


def by_docxtpl(notices: int) -> None:
    """Write the same with docxtpl, the template opened for each."""
    for _ in range(notices):
        document = DocxTemplate(TEMPLATE)
        context = {**CONTEXT, "office": SIGNED.office, "date": SIGNED.date}
        document.render(context, jinja_env=TEMPLATES, autoescape=True)
        document.save(io.BytesIO())


def fastest(work: Callable[[int], None], notices: int, rounds: int) -> float:
    """Return the processor time of the fastest of several rounds."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        work(notices)
        taken.append(time.process_time() - start)
    return min(taken)


def main() -> int:
    """Measure and print; the exit code is 1 if the ratio is above its bound."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notices", type=int, default=120)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    plain = fastest(by_docxtpl, chosen.notices, chosen.rounds)
    letters = fastest(by_letters, chosen.notices, chosen.rounds)
    print(f"{chosen.notices} one-page notices, the fastest of {chosen.rounds}, processor time")
    print(f"docxtpl, template opened for each  {plain:6.2f} s")
    print(f"template read once                 {letters:6.2f} s")
    print(f"ratio                              {letters / plain:6.2f}     (bound {LARGEST_RATIO})")
    return int(letters / plain > LARGEST_RATIO)


if __name__ == "__main__":
    sys.exit(main())
