"""The chart part of a Word document (DrawingML): plain, thin, and legible in black and white.

Greys and hatching instead of colours, every bar with its number, one font, nothing in three
dimensions. What a chart shows is decided in `chart_data.py`.
"""

from collections.abc import Sequence
from decimal import Decimal
from xml.sax.saxutils import escape

from dagster_project.documents.chart_data import ChartData, Floor, Series
from dagster_project.documents.word_xml import XML_HEAD, R

C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
FONT = "仿宋_GB2312"
SHEET = "数据"
# Sizes of type in hundredths of a point, widths of lines in EMU (12,700 a point).
TEXT_SIZE, LABEL_SIZE, SMALL_SIZE = 1050, 900, 800
THIN, LINE = 6350, 19050
BLACK, DARK, MIDDLE, LIGHT, PALE = "000000", "595959", "8C8C8C", "BFBFBF", "D9D9D9"
STEPS = (DARK, MIDDLE, LIGHT, PALE)
CATEGORY_AXIS, VALUE_AXIS = 111111111, 222222222
# From so many columns on the names below them are written from top to bottom, the numbers small,
# the numbers turned.
STACKED_FROM, SMALL_FROM, TURNED_FROM = 9, 14, 20
DEGREE = 60_000


def _text(size: int, is_stacked: bool = False, turned: int = 0) -> str:
    direction = ' rot="0" vert="wordArtVert"' if is_stacked else ""
    if turned:
        direction = f' rot="{turned * DEGREE}" vert="horz"'
    return (
        f'<c:txPr><a:bodyPr{direction}/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}" b="0">'
        f'<a:solidFill><a:srgbClr val="{BLACK}"/></a:solidFill><a:latin typeface="{FONT}"/>'
        f'<a:ea typeface="{FONT}"/><a:cs typeface="{FONT}"/></a:defRPr></a:pPr>'
        '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )


def _line(colour: str, width: int = THIN, dash: str = "solid") -> str:
    fill = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    return f'<a:ln w="{width}">{fill}<a:prstDash val="{dash}"/></a:ln>'


def _filled(colour: str) -> str:
    solid = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    return f"<c:spPr>{solid}{_line(BLACK)}</c:spPr>"


def _hatched() -> str:
    pattern = (
        f'<a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="{BLACK}"/></a:fgClr>'
        '<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>'
    )
    return f"<c:spPr>{pattern}{_line(BLACK)}</c:spPr>"


def _number(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _texts(reference: str, texts: Sequence[str]) -> str:
    points = "".join(
        f'<c:pt idx="{number}"><c:v>{escape(text)}</c:v></c:pt>'
        for number, text in enumerate(texts)
    )
    cache = f'<c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache>'
    return f"<c:strRef><c:f>{reference}</c:f>{cache}</c:strRef>"


def _numbers(reference: str, values: Sequence[Decimal | None], number_format: str) -> str:
    points = "".join(
        f'<c:pt idx="{number}"><c:v>{_number(value)}</c:v></c:pt>'
        for number, value in enumerate(values)
        if value is not None
    )
    return (
        f"<c:numRef><c:f>{reference}</c:f><c:numCache>"
        f"<c:formatCode>{escape(number_format)}</c:formatCode>"
        f'<c:ptCount val="{len(values)}"/>{points}</c:numCache></c:numRef>'
    )


def _cells(column: int, first: int, last: int) -> str:
    letter = "ABCDEFG"[column]
    corner = f"${letter}${first}"
    return f"'{SHEET}'!{corner}" + ("" if first == last else f":${letter}${last}")


def _head(number: int, name: str, look: str) -> str:
    title = _texts(_cells(number + 1, 1, 1), [name])
    return f'<c:idx val="{number}"/><c:order val="{number}"/><c:tx>{title}</c:tx>{look}'


def _data(chart: ChartData, number: int, values: Sequence[Decimal | None]) -> str:
    last = len(chart.categories) + 1
    categories = _texts(_cells(0, 2, last), chart.categories)
    numbers = _numbers(_cells(number + 1, 2, last), values, chart.number_format)
    return f"<c:cat>{categories}</c:cat><c:val>{numbers}</c:val>"


def _shown(place: str) -> str:
    return (
        f'<c:dLblPos val="{place}"/><c:showLegendKey val="0"/><c:showVal val="1"/>'
        '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
        '<c:showBubbleSize val="0"/>'
    )


def _labels(chart: ChartData, places: Sequence[str]) -> str:
    """A number at each point: where most of them stand, and point by point where others do."""
    count = 0 if chart.shape == "bar" else len(chart.categories)
    size = SMALL_SIZE if count >= SMALL_FROM else LABEL_SIZE
    turned = -90 if chart.shape == "column" and count >= TURNED_FROM else 0
    # On white, so that the line of a floor does not strike a number through.
    ground = (
        '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>' if chart.floor else "<a:noFill/>"
    )
    usual = max(sorted(set(places)), key=places.count)
    look = (
        f'<c:numFmt formatCode="{escape(chart.number_format)}" sourceLinked="0"/>'
        f"<c:spPr>{ground}<a:ln><a:noFill/></a:ln></c:spPr>{_text(size, turned=turned)}"
    )
    # A label of its own place inherits nothing from the others.
    others = "".join(
        f'<c:dLbl><c:idx val="{number}"/>{look}{_shown(place)}</c:dLbl>'
        for number, place in enumerate(places)
        if place != usual
    )
    return f"<c:dLbls>{others}{look}{_shown(usual)}</c:dLbls>"


def _places(chart: ChartData, number: int) -> list[str]:
    """Where a line's numbers stand: above, but below the points of the lower of two lines."""
    own = chart.series[number].values
    if len(chart.series) == 1:
        return ["t"] * len(own)
    other = chart.series[1 - number].values
    return [
        "t" if (mine or 0) > (theirs or 0) or (mine == theirs and number == 0) else "b"
        for mine, theirs in zip(own, other, strict=True)
    ]


def _no_labels() -> str:
    return (
        '<c:dLbls><c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
    )


def _points(chart: ChartData, series: Series) -> str:
    """The looks of single bars: steps grow lighter, what lies below the floor is hatched."""
    looks: dict[int, str] = {}
    if chart.is_steps:
        looks = {n: _filled(STEPS[min(n, 3)]) for n in range(len(series.points))}
    elif chart.floor is not None:
        floor = chart.floor.value
        looks = {n: _hatched() for n, v in enumerate(series.values) if v is not None and v < floor}
    return "".join(
        f'<c:dPt><c:idx val="{number}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"{look}</c:dPt>"
        for number, look in looks.items()
    )


def _bars(chart: ChartData) -> str:
    labels = _labels(chart, ["outEnd"] * len(chart.categories))
    series = "".join(
        f"<c:ser>{_head(number, each.name, _filled(MIDDLE if number == 0 else PALE))}"
        f'<c:invertIfNegative val="0"/>{_points(chart, each)}{labels}'
        f"{_data(chart, number, each.values)}</c:ser>"
        for number, each in enumerate(chart.series)
    )
    direction = "bar" if chart.shape == "bar" else "col"
    return (
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="clustered"/>'
        f'<c:varyColors val="0"/>{series}<c:gapWidth val="50"/>'
        f'<c:axId val="{CATEGORY_AXIS}"/><c:axId val="{VALUE_AXIS}"/></c:barChart>'
    )


def _lines(series: str) -> str:
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}'
        f'<c:marker val="1"/><c:axId val="{CATEGORY_AXIS}"/><c:axId val="{VALUE_AXIS}"/>'
        "</c:lineChart>"
    )


def _trend_lines(chart: ChartData) -> str:
    """The first line solid with full dots, the second dashed with hollow squares."""
    looks = (("solid", "circle", BLACK), ("sysDash", "square", "FFFFFF"))
    series = ""
    for number, (each, look) in enumerate(zip(chart.series, looks, strict=False)):
        dash, symbol, fill = look
        marker = (
            f'<c:marker><c:symbol val="{symbol}"/><c:size val="6"/><c:spPr><a:solidFill>'
            f'<a:srgbClr val="{fill}"/></a:solidFill>{_line(BLACK)}</c:spPr></c:marker>'
        )
        head = _head(number, each.name, f"<c:spPr>{_line(BLACK, LINE, dash)}</c:spPr>")
        series += (
            f"<c:ser>{head}{marker}{_labels(chart, _places(chart, number))}"
            f'{_data(chart, number, each.values)}<c:smooth val="0"/></c:ser>'
        )
    return _lines(series)


def _floor_line(chart: ChartData, floor: Floor) -> str:
    number = len(chart.series)
    head = _head(number, floor.name, f"<c:spPr>{_line(BLACK, LINE, 'dash')}</c:spPr>")
    data = _data(chart, number, [floor.value] * len(chart.categories))
    return _lines(
        f'<c:ser>{head}<c:marker><c:symbol val="none"/></c:marker>{_no_labels()}{data}'
        '<c:smooth val="0"/></c:ser>'
    )


def _axes(chart: ChartData) -> str:
    is_bar, is_line = chart.shape == "bar", chart.shape == "line"
    is_stacked = not is_bar and not is_line and len(chart.categories) >= STACKED_FROM
    is_small = not is_bar and len(chart.categories) >= SMALL_FROM
    order = "maxMin" if is_bar else "minMax"
    category = (
        f'<c:catAx><c:axId val="{CATEGORY_AXIS}"/><c:scaling><c:orientation val="{order}"/>'
        f'</c:scaling><c:delete val="0"/><c:axPos val="{"l" if is_bar else "b"}"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f"<c:spPr>{_line(BLACK)}</c:spPr>"
        f"{_text(LABEL_SIZE if is_small or is_line else TEXT_SIZE, is_stacked)}"
        f'<c:crossAx val="{VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:tickLblSkip val="1"/>'
        '<c:noMultiLvlLbl val="1"/></c:catAx>'
    )
    grid = f"<c:majorGridlines><c:spPr>{_line(PALE)}</c:spPr></c:majorGridlines>"
    value = (
        f'<c:valAx><c:axId val="{VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:min val="0"/></c:scaling><c:delete val="{0 if is_line else 1}"/>'
        f'<c:axPos val="{"t" if is_bar else "l"}"/>{grid if is_line else ""}'
        f'<c:numFmt formatCode="{escape(chart.number_format)}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f"<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{_text(LABEL_SIZE)}"
        f'<c:crossAx val="{CATEGORY_AXIS}"/><c:crosses val="autoZero"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )
    return category + value


def chart_xml(chart: ChartData, workbook_id: str) -> bytes:
    """Return the chart part; `workbook_id` is the relationship to its workbook.

    The workbook holds the categories in column A and a series in each column after it, the floor's
    line last.
    """
    plot = _trend_lines(chart) if chart.shape == "line" else _bars(chart)
    has_legend = len(chart.series) > 1
    if chart.floor is not None:
        plot += _floor_line(chart, chart.floor)
        has_legend = True
    legend = f'<c:legend><c:legendPos val="t"/><c:overlay val="0"/>{_text(LABEL_SIZE)}</c:legend>'
    return (
        f'{XML_HEAD}<c:chartSpace xmlns:c="{C}" xmlns:a="{A}" xmlns:r="{R}">'
        '<c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart>'
        '<c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        f"{plot}{_axes(chart)}<c:spPr><a:noFill/></c:spPr></c:plotArea>"
        f'{legend if has_legend else ""}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/>'
        "</c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'{_text(TEXT_SIZE)}<c:externalData r:id="{workbook_id}"><c:autoUpdate val="0"/>'
        "</c:externalData></c:chartSpace>"
    ).encode()
