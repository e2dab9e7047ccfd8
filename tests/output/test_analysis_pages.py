"""The page of an analysis in a terminal and in a browser, from hand-built contents."""

from __future__ import annotations

import re
from itertools import combinations
from xml.etree import ElementTree

import pytest
from lxml import html

from engine.output.analysis_pages.model import (
    Bar,
    Bars,
    Bullets,
    Mark,
    Page,
    Paragraph,
    Plane,
    Section,
    Table,
)
from engine.output.analysis_pages.page import html_page
from engine.output.analysis_pages.plane import plane_svg
from engine.output.analysis_pages.style import STYLE
from engine.output.analysis_pages.text import format_page

PLANE = Plane(
    title="Deals",
    description="What both would make of them.",
    axes=("points for us", "points for them"),
    efficient=((90.0, 20.0), (60.0, 60.0), (20.0, 90.0)),
    marks=(
        Mark("ours", 88, 20, "1", "our offer of round 1"),
        Mark("ours", 75, 30, "2", "our offer of round 2"),
        Mark("theirs", 20, 88, "1", "their offer of round 1"),
        Mark("fair", 60, 60, "Nash", "the largest product"),
        Mark("package", 61, 52, "A", "package A"),
        Mark("agreed", 60, 50, "agreed", "the accepted offer"),
    ),
    least_ours=30.0,
    least_theirs=25.0,
)
TABLE = Table(
    ("Issue", "Deal", "Points"), (("Fee", "9,000 EUR", "7"), ("Term", "12 months", "12")), frozenset({2})
)
PAGE = Page(
    title="Relaunch",
    subtitle="Studio and Foods: bargaining analysis, Monday, 2 March 2026",
    label="Internal",
    answer=(
        Section("Is there a deal?", (Paragraph("Yes.", "lead"), Paragraph("Hurry.", "bad"))),
        Section(
            "Where it lies",
            (TABLE, PLANE),
        ),
        Section("Trades", (Bars("What each brings:", (Bar("If A, then B.", 9.0, 15.0, "9 EUR", "15 EUR"),)),)),
    ),
    details=(Section("Steps", (Bullets(("small", "smaller"), numbered=True), Bullets(("one",)))),),
    foot="From the plan alone.",
)  # fmt: skip


def page_with(*blocks: object) -> Page:
    return Page("T", "S", "", (Section("Part", blocks),), (), "F")  # type: ignore[arg-type]  # blocks are blocks


def test_text_to_the_letter() -> None:
    assert (
        format_page(PAGE)
        == """\
Relaunch
Studio and Foods: bargaining analysis, Monday, 2 March 2026
Internal

IS THERE A DEAL?
Yes.
Hurry.

WHERE IT LIES

Issue  Deal       Points
-----  ---------  ------
Fee    9,000 EUR       7
Term   12 months      12

TRADES
What each brings:
1. If A, then B.
   for us 9 EUR, for them 15 EUR

STEPS
1. small
2. smaller
- one

From the plan alone.
"""
    )


def test_text_in_colour_is_the_same_text() -> None:
    coloured = format_page(PAGE, colour=True)
    assert "\x1b[31mHurry.\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == format_page(PAGE)


@pytest.mark.parametrize(
    "cells",
    [
        ("an issue with a long name", "a " * 60, "b " * 60, "short"),
        ("x" * 200, "y" * 100),
        ("価格" * 30, "三年分の価格" * 10, "é́́" * 50),
        tuple(f"column {number}" for number in range(9)),
    ],
)
def test_no_line_is_wider_than_a_terminal(cells: tuple[str, ...]) -> None:
    head = tuple(f"Head {number}" for number in range(len(cells)))
    text = format_page(page_with(Table(head, (cells,)), Paragraph(" ".join(cells)), Bullets(cells)))
    for line in text.splitlines():
        shown = line.replace("\N{COMBINING ACUTE ACCENT}", "")
        assert sum(2 if character > "\u3000" else 1 for character in shown) <= 80, line


def test_texts_of_users_cannot_disturb_a_terminal_or_a_page() -> None:
    hostile = "a\x1b[31m<script>alert(1)</script>\u202e&\"'\nb"
    blocks = (
        Paragraph(hostile),
        Bullets((hostile,)),
        Table((hostile, hostile), ((hostile, hostile),)),
        Bars(hostile, (Bar(hostile, 1, 1, hostile, hostile),), (hostile, hostile)),
        Plane(hostile, hostile, (hostile, hostile), (), (Mark("fair", 1, 1, hostile, hostile),)),
    )
    page = Page(hostile, hostile, hostile, (Section(hostile, blocks),), (), hostile)
    text, written = format_page(page), html_page(page)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e]", text + written)
    assert "<script" not in written
    tree = html.fromstring(written)
    assert not tree.xpath("//script")
    assert not [name for name in tree.xpath("//@*/..") for key in name.attrib if key.startswith("on")]


def test_the_page_needs_nothing_from_elsewhere() -> None:
    written = html_page(PAGE)
    assert not re.search(r"https?:|url\(|@import|<link|<script|src=", written)
    assert written.count("<style>") == 1


def test_the_page_is_sound_and_accessible() -> None:
    tree = html.fromstring(html_page(PAGE))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    references = " ".join(tree.xpath("//@aria-labelledby")).split()
    assert references
    assert set(references) <= set(ids)
    assert tree.get("lang") == "en-GB"
    assert [each.tag for each in tree.xpath("//h1 | //h2 | //h3")] == ["h1", "h2", "h2", "h2", "h2", "h3"]
    assert all(each.get("scope") for each in tree.xpath("//th"))
    assert tree.xpath("//td[@class='figure']/text()") == ["7", "12"]
    (picture,) = tree.xpath("//svg[@role='img']")
    assert [each.text for each in picture.xpath("./title | ./desc")] == [PLANE.title, PLANE.description]
    assert all(each.get("aria-hidden") for each in tree.xpath("//svg[not(@role)]"))


def test_sentences_that_name_a_row_are_not_bold() -> None:
    page = page_with(Table(("Trade", "Us"), (("short", "1"), ("a sentence " * 5, "2"))))
    assert html.fromstring(html_page(page)).xpath("//tbody//th/@class") == ["long", "long"]


def test_bars_are_as_long_as_their_figures() -> None:
    bars = Bars("Bars", (Bar("one", 5.0, 10.0, "5", "10"), Bar("two", -1.0, 0.0, "-1", "0")))
    widths = html.fromstring(html_page(page_with(bars))).xpath("//dl//rect/@width")
    assert widths == ["50.0", "100.0", "0.0", "0.0"]
    assert html.fromstring(html_page(page_with(Bars("none", (Bar("zero", 0, 0, "0", "0"),))))).xpath(
        "//dl//rect/@width"
    ) == ["0.0", "0.0"]


def drawn(plane: Plane) -> ElementTree.Element:
    return ElementTree.fromstring(plane_svg(plane, "p"))


def looks(picture: ElementTree.Element, look: str) -> list[ElementTree.Element]:
    return [each for each in picture.iter() if each.get("class") == look]


def test_what_the_plane_shows() -> None:
    picture = drawn(PLANE)
    assert [len(looks(picture, look)) for look in ("frontier", "dot", "zone", "limit")] == [1, 3, 1, 2]
    assert [len(looks(picture, f"mark {kind}")) for kind in ("ours", "theirs", "fair", "package")] == [
        2,
        1,
        1,
        1,
    ]
    assert len(looks(picture, "agreed")) == 1
    assert len(looks(picture, "way ours")) == 1
    assert not looks(picture, "way theirs")
    assert [each.text for each in looks(picture, "label")] == ["1", "2", "1", "Nash", "A", "agreed"]
    assert [each.text for each in looks(picture, "tick")][:4] == ["0", "0", "20", "20"]


@pytest.mark.parametrize("known", [(None, 25.0), (30.0, None), (None, None)])
def test_no_field_is_shaded_while_a_limit_is_not_known(known: tuple[float | None, float | None]) -> None:
    picture = drawn(Plane("t", "d", ("a", "b"), ((50.0, 50.0),), (), *known))
    assert not looks(picture, "zone")
    assert len(looks(picture, "limit")) == sum(one is not None for one in known)
    assert not looks(picture, "frontier")


def test_a_long_frontier_is_a_line_without_dots() -> None:
    many = tuple((100.0 - place, float(place)) for place in range(101))
    picture = drawn(Plane("t", "d", ("a", "b"), many, ()))
    assert len(looks(picture, "frontier")) == 1
    assert not looks(picture, "dot")


def test_an_odd_offer_does_not_squeeze_the_rest() -> None:
    picture = drawn(Plane("t", "d", ("a", "b"), ((50.0, 50.0),), (Mark("theirs", -400.0, 500.0, "1", "x"),)))
    assert [each.text for each in looks(picture, "label")] == ["1 (off the picture)"]
    assert [each.text for each in looks(picture, "tick")][::2] == ["-25", "0", "25", "50", "75", "100", "125"]
    (mark,) = looks(picture, "mark theirs")
    assert (float(mark.get("cx", "")), float(mark.get("cy", ""))) == (46.0, 14.0)


def test_labels_of_neighbours_do_not_cover_each_other() -> None:
    marks = tuple(Mark("fair", 70.0 + place, 70.0 - place, f"deal {place}", "x") for place in range(5))
    boxes = []
    for each in looks(drawn(Plane("t", "d", ("a", "b"), (), marks)), "label"):
        width = 6.6 * len(each.text or "")
        left = (
            float(each.get("x", ""))
            - {"start": 0, "middle": width / 2, "end": width}[each.get("text-anchor", "")]
        )
        boxes.append((left, float(each.get("y", "")), width))
    for (left, y, width), (other, other_y, other_width) in combinations(boxes, 2):
        assert abs(y - other_y) >= 11 or left + width <= other or other + other_width <= left


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6})[;\s]", block))


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1])
def test_every_colour_has_contrast_enough(scheme: int) -> None:
    chosen = colours(re.findall(r":root \{([^}]*)\}", STYLE)[scheme])
    assert {"ground", "card", "ink", "soft", "ours", "theirs", "fair", "package"} <= set(chosen)
    for name in ("ink", "soft", "good", "bad", "ours", "theirs", "fair", "package", "limit"):
        for ground in ("ground", "card"):
            light, dark = sorted((luminance(chosen[name]), luminance(chosen[ground])), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (name, ground)
