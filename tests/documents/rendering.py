"""Drawing a document with LibreOffice to measure it: fonts put in place, PDF, words, ink.

The document names the standard's fonts; a machine that has only the Fandol fonts draws with those
in their place, which have the same widths for Chinese characters.
"""

import os
import re
import subprocess
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

TIME_LIMIT_S = 180
DOTS_PER_MM = 10
POINTS_PER_MM = 72 / 25.4
SUBSTITUTES = {
    "仿宋_GB2312": "FandolFang R",
    "方正小标宋简体": "FandolSong",
    "黑体": "FandolHei",
    "楷体_GB2312": "FandolKai",
    "宋体": "FandolSong",
}
WORD = re.compile(
    r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>'
)


class Word(NamedTuple):
    """A word on a page: its box in millimetres from the page's top left corner, and its text."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


def _font_settings(folder: Path) -> Path:
    matches = "".join(
        f'<match target="pattern"><test name="family"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{other}</string></edit>'
        "</match>"
        for name, other in SUBSTITUTES.items()
    )
    path = folder / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include>{matches}</fontconfig>',
        encoding="utf-8",
    )
    return path


def to_pdf(docx: Path, folder: Path) -> Path:
    """Return the PDF that LibreOffice draws of a document, in a profile of its own."""
    # Content controls would else become form fields in the PDF.
    export = 'pdf:writer_pdf_Export:{"ExportFormFields":{"type":"boolean","value":"false"}}'
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={profile}", "--headless"),
            *("--convert-to", export, "--outdir", str(folder), str(docx)),
        ],
        env={**os.environ, "FONTCONFIG_FILE": str(_font_settings(folder))},
        capture_output=True,
        timeout=TIME_LIMIT_S,
        check=True,
    )
    return folder / f"{docx.stem}.pdf"


def page_words(pdf: Path) -> list[list[Word]]:
    """Return the words of each page, in reading order."""
    done = subprocess.run(
        ["pdftotext", "-bbox-layout", str(pdf), "-"], capture_output=True, text=True, check=True
    )
    return [
        [
            Word(*(float(each) / POINTS_PER_MM for each in found[:4]), found[4])
            for found in WORD.findall(page)
        ]
        for page in done.stdout.split("<page ")[1:]
    ]


def page_ink(pdf: Path, page: int) -> NDArray[np.int64]:
    """Return a page as an array of rows, columns, colours (0 to 255), ten dots a millimetre."""
    resolution = str(DOTS_PER_MM * 25.4)
    done = subprocess.run(
        ["pdftoppm", "-r", resolution, "-f", str(page), "-l", str(page), str(pdf)],
        capture_output=True,
        check=True,
    )
    _, size, _, pixels = done.stdout.split(b"\n", 3)
    width, height = map(int, size.split())
    return np.frombuffer(pixels, np.uint8).reshape(height, width, 3).astype(np.int64)


class Band(NamedTuple):
    """A strip of a page that holds ink: its box in millimetres, and whether it is red."""

    top: float
    bottom: float
    left: float
    right: float
    is_red: bool


def ink_bands(ink: NDArray[np.int64]) -> list[Band]:
    """Return the strips of ink of a page, from top to bottom, parted by blank rows."""
    dark = ink.sum(axis=2) < 380
    has_ink = np.concatenate(([False], dark.any(axis=1), [False]))
    edges = np.flatnonzero(has_ink[1:] != has_ink[:-1])
    bands = []
    for top, bottom in zip(edges[::2], edges[1::2], strict=True):
        columns = np.flatnonzero(dark[top:bottom].any(axis=0))
        strip = ink[top:bottom][dark[top:bottom]]
        is_red = bool((strip[:, 0] - strip[:, 2] > 80).mean() > 0.5)
        box = (top, bottom, columns[0], columns[-1] + 1)
        bands.append(Band(*(float(edge) / DOTS_PER_MM for edge in box), is_red))
    return bands
