"""A plot -> the chart part that Word draws (DrawingML, ECMA-376 part 1, 21.2): points and lines, nothing painted."""

from __future__ import annotations

from typing import Final

from ..drawings import Chart
from ..ooxml import DECLARATION
from ..values import uncovered
from .charts_model import Axis, Look, Plot, Point, Series
from .charts_workbook import SHEET, column, plain, write_workbook

EMU_A_CENTIMETRE: Final = 360_000
_EMU_A_POINT: Final = 12_700
_INK: Final = "1F2933"
_GREY: Final = "5B6770"
_PALE: Final = "B4BEC7"
_SPACES: Final = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_NO_LINE: Final = "<a:ln><a:noFill/></a:ln>"
_LEGEND: Final = 0.85
"""Centimetres at the foot of a chart that the legend takes."""


def draw(plot: Plot) -> Chart:
    """The chart of a plot with its workbook; one without series is an empty chart."""
    series = "".join(_series(index, one) for index, one in enumerate(plot.series))
    floor = max(0.0, 1 - _LEGEND / plot.height)
    xml = (
        f'{DECLARATION}<c:chartSpace {_SPACES}><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f"<c:plotArea>{_layout(plot, floor)}"
        f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{series}'
        '<c:axId val="111"/><c:axId val="222"/></c:scatterChart>'
        f"{_axis(plot.across, 111, 222, 'b')}{_axis(plot.up, 222, 111, 'l')}"
        "<c:spPr><a:noFill/></c:spPr></c:plotArea>"
        f'{_legend(plot, floor)}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/>{_NO_LINE}</c:spPr>{_text('txPr', 7)}</c:chartSpace>"
    )
    return Chart(uncovered(xml), write_workbook(plot), round(plot.height * EMU_A_CENTIMETRE))


def _layout(plot: Plot, floor: float) -> str:
    """Charts without visible axes use all their width; others are laid out by Word."""
    return _box(0, floor, '<c:layoutTarget val="inner"/>') if plot.across.hidden else "<c:layout/>"


def _box(top: float, height: float, target: str = "") -> str:
    """A layout over the whole width; heights are shares of the chart's."""
    return (
        f'<c:layout><c:manualLayout>{target}<c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="0"/><c:y val="{top:.3f}"/><c:w val="1"/><c:h val="{height:.3f}"/></c:manualLayout></c:layout>'
    )


def _legend(plot: Plot, floor: float) -> str:
    if not plot.series:
        return ""
    hidden = "".join(
        f'<c:legendEntry><c:idx val="{index}"/><c:delete val="1"/></c:legendEntry>'
        for index, series in enumerate(plot.series)
        if not series.listed
    )
    place = _box(floor, 1 - floor)
    return f'<c:legend><c:legendPos val="b"/>{hidden}{place}<c:overlay val="0"/>{_text("txPr", 7)}</c:legend>'


def _series(index: int, series: Series) -> str:
    across, up = column(2 * index), column(2 * index + 1)
    last = len(series.points) + 1
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx><c:strRef><c:f>{SHEET}!${up}$1</c:f>'
        f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{plain(series.name)}</c:v></c:pt></c:strCache>'
        "</c:strRef></c:tx>"
        f"<c:spPr>{_line(series.look)}</c:spPr>{_marker(series.look)}{_labels(series)}"
        f"<c:xVal>{_numbers(f'{SHEET}!${across}$2:${across}${last}', [one.x for one in series.points])}</c:xVal>"
        f"<c:yVal>{_numbers(f'{SHEET}!${up}$2:${up}${last}', [one.y for one in series.points])}</c:yVal>"
        '<c:smooth val="0"/></c:ser>'
    )


def _line(look: Look) -> str:
    if not look.line:
        return _NO_LINE
    width = round(look.line * _EMU_A_POINT)
    return (
        f'<a:ln w="{width}" cap="flat">{_fill(look.colour)}<a:prstDash val="{look.dash}"/><a:round/></a:ln>'
    )


def _marker(look: Look) -> str:
    if look.mark == "none":
        return '<c:marker><c:symbol val="none"/></c:marker>'
    inside = _fill(look.colour if look.filled else _PALE)
    return (
        f'<c:marker><c:symbol val="{look.mark}"/><c:size val="{look.size}"/>'
        f'<c:spPr>{inside}<a:ln w="12700">{_fill(look.colour)}</a:ln></c:spPr></c:marker>'
    )


def _fill(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _labels(series: Series) -> str:
    shown = "".join(
        _label(index, point, series.look) for index, point in enumerate(series.points) if point.text
    )
    rest = _show(False)
    return f"<c:dLbls>{shown}{rest}</c:dLbls>" if shown else ""


def _label(index: int, point: Point, look: Look) -> str:
    return (
        f'<c:dLbl><c:idx val="{index}"/><c:layout/>{_text("tx", 7, look.bold, point.text)}'
        f'<c:dLblPos val="{point.side}"/>{_show(True)}</c:dLbl>'
    )


def _show(value: bool) -> str:
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{int(value)}"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )


def _numbers(formula: str, values: list[float | None]) -> str:
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{value:.12g}</c:v></c:pt>'
        for index, value in enumerate(values)
        if value is not None
    )
    return (
        f"<c:numRef><c:f>{formula}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{len(values)}"/>{points}</c:numCache></c:numRef>'
    )


def _axis(axis: Axis, key: int, crossed: int, side: str) -> str:
    title = (
        f'<c:title>{_text("tx", 7, False, axis.title)}<c:overlay val="0"/></c:title>' if axis.title else ""
    )
    step = f'<c:majorUnit val="{axis.step:g}"/>' if axis.step else ""
    return (
        f'<c:valAx><c:axId val="{key}"/><c:scaling><c:orientation val="minMax"/><c:max val="{axis.high:.12g}"/>'
        f'<c:min val="{axis.low:.12g}"/></c:scaling><c:delete val="{int(axis.hidden)}"/><c:axPos val="{side}"/>{title}'
        f'<c:numFmt formatCode="{plain(axis.format)}" sourceLinked="0"/><c:majorTickMark val="out"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr><a:ln w="6350">{_fill(_GREY)}</a:ln></c:spPr>'
        f'{_text("txPr", 7)}<c:crossAx val="{crossed}"/><c:crosses val="min"/>'
        f'<c:crossBetween val="midCat"/>{step}</c:valAx>'
    )


def _text(kind: str, size: float, bold: bool = False, text: str = "") -> str:
    """Text properties (`txPr`), or a text of its own (`tx`)."""
    weight = int(bold)
    face = f'{_fill(_INK)}<a:latin typeface="Arial"/><a:cs typeface="Arial"/>'
    if kind == "txPr":
        return (
            f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{round(size * 100)}" b="{weight}">{face}'
            '</a:defRPr></a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr>'
        )
    return (
        '<c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:pPr>'
        f'<a:defRPr sz="{round(size * 100)}" b="{weight}">{face}</a:defRPr></a:pPr>'
        f'<a:r><a:rPr lang="en-GB" sz="{round(size * 100)}" b="{weight}">{face}</a:rPr>'
        f"<a:t>{plain(text)}</a:t></a:r></a:p></c:rich></c:tx>"
    )
