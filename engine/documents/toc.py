"""A table of contents made from the headings: number, text and a link, no page numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import count, pairwise
from typing import Final

from lxml import etree

from .fields import Field, Marks
from .numbering import Number, Numbering
from .ooxml import PARAGRAPH_PROPERTIES, VAL, P, R, T, child, integer, text_of, w

_BOOKMARK_BASE: Final = 100_000_001
_LEVELS: Final = 9
_LEVEL_RANGE: Final = re.compile(r"(\d)(?:-(\d))?")
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class _Heading:
    paragraph: etree._Element
    level: int
    text: str
    label: str


def rebuild_toc(
    found: Field,
    root: etree._Element,
    numbering: Numbering,
    numbers: dict[etree._Element, Number],
    marks: Marks,
) -> bool:
    """Give a TOC the entries that its headings make; whether it could (its ends must be paragraphs side by side)."""
    place = _paragraphs(found)
    if place is None:
        return False
    first, last = place
    inside = set(_between(first, last))
    headings = [
        heading for heading in _headings(found, root, numbering, numbers) if heading.paragraph not in inside
    ]
    opening, closing, trailing = _field_runs(found, first, last)
    _drop_page_numbers(found, opening)
    anchors = _anchors(headings, marks)
    styles = {style.name.lower(): key for key, style in numbering.styles.items()}
    entries = [_entry(heading, anchors[heading.paragraph], styles, first) for heading in headings]
    entries = entries or [_like(first)]
    for run in reversed(opening):
        entries[0].insert(1 if child(entries[0], PARAGRAPH_PROPERTIES) is not None else 0, run)
    entries[-1].extend([*closing, *trailing])
    for entry in entries:
        first.addprevious(entry)
    parent = first.getparent()
    for paragraph in inside:
        if parent is not None:
            parent.remove(paragraph)
    return True


def _paragraphs(found: Field) -> tuple[etree._Element, etree._Element] | None:
    if found.separator is None or found.end is None or found.begin is found.end:
        return None
    first = found.paragraph
    last = next(found.end.iterancestors(P), None)
    if first is None or last is None or first.getparent() is not last.getparent():
        return None
    runs = [next(mark.iterancestors(R), None) for mark in (found.begin, found.separator, found.end)]
    expected = (first, first, last)
    fits = all(
        run is not None and run.getparent() is place for run, place in zip(runs, expected, strict=True)
    )
    return (first, last) if fits and len(set(runs)) == 3 else None


def _between(first: etree._Element, last: etree._Element) -> Iterator[etree._Element]:
    node: etree._Element | None = first
    while node is not None:
        yield node
        node = None if node is last else node.getnext()


def _field_runs(
    found: Field, first: etree._Element, last: etree._Element
) -> tuple[list[etree._Element], list[etree._Element], list[etree._Element]]:
    """The runs up to the separator, the closing run, and what follows it, taken out of their paragraphs."""
    separator = next(found.separator.iterancestors(R)) if found.separator is not None else first
    ending = next(found.end.iterancestors(R)) if found.end is not None else last
    children = [child for child in first if child.tag != w("pPr")]
    opening = children[: children.index(separator) + 1]
    trailing = list(ending.itersiblings())
    for node in (*opening, ending, *trailing):
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)
    return opening, [ending], trailing


def _drop_page_numbers(found: Field, opening: list[etree._Element]) -> None:
    if "n" in found.switches:
        return
    instructions = [node for run in opening for node in run.iter(w("instrText"))]
    instructions[-1].text = f"{(instructions[-1].text or '').rstrip()} \\n "
    instructions[-1].set(_SPACE, "preserve")


def _headings(
    found: Field, root: etree._Element, numbering: Numbering, numbers: dict[etree._Element, Number]
) -> Iterator[_Heading]:
    levels = _wanted(found)
    by_outline = "u" in found.switches
    for paragraph in root.iter(P):
        style = numbering.style_of(paragraph)
        level = levels.get(style.name.lower())
        if level is None and by_outline:
            own = child(child(paragraph, PARAGRAPH_PROPERTIES), w("outlineLvl"))
            outline = integer(own.get(VAL, ""), _LEVELS) if own is not None else style.outline
            level = outline + 1 if outline is not None and f"heading {outline + 1}" in levels else None
        if level is not None and (text := text_of(paragraph).strip()):
            number = numbers.get(paragraph)
            yield _Heading(paragraph, level, text, number.label if number else "")


def _wanted(found: Field) -> dict[str, int]:
    """Levels by the lower-case names of the styles that the switches \\o and \\t ask for."""
    switches = found.switches
    levels: dict[str, int] = {}
    if "o" in switches or "t" not in switches:
        given = _LEVEL_RANGE.fullmatch(switches.get("o", ""))
        lowest, highest = (int(given[1]), int(given[2] or given[1])) if given else (1, _LEVELS)
        levels |= {f"heading {level}": level for level in range(lowest, highest + 1)}
    styled = [piece.strip() for piece in switches.get("t", "").replace(";", ",").split(",")]
    pairs = list(pairwise(styled))[::2]
    return levels | {name.lower(): int(level) for name, level in pairs if level.isdecimal()}


def _anchors(headings: list[_Heading], marks: Marks) -> dict[etree._Element, str]:
    """A hidden bookmark for each heading: the one that it has, or a new one."""
    names = {mark.name.lower() for mark in marks.bookmarks}
    keys = {mark.key for mark in marks.bookmarks}
    have = {mark.paragraph: mark.name for mark in marks.bookmarks if mark.name.startswith("_Toc")}
    fresh_names = (
        name for name in (f"_Toc{number}" for number in count(_BOOKMARK_BASE)) if name.lower() not in names
    )
    fresh_keys = (key for key in map(str, count(1)) if key not in keys)
    anchors: dict[etree._Element, str] = {}
    for heading in headings:
        name = have.get(heading.paragraph)
        if name is None:
            name, key = next(fresh_names), next(fresh_keys)
            start = etree.Element(w("bookmarkStart"), {w("id"): key, w("name"): name})
            heading.paragraph.insert(
                1 if child(heading.paragraph, PARAGRAPH_PROPERTIES) is not None else 0, start
            )
            etree.SubElement(heading.paragraph, w("bookmarkEnd"), {w("id"): key})
        anchors[heading.paragraph] = name
    return anchors


def _entry(heading: _Heading, anchor: str, styles: dict[str, str], like: etree._Element) -> etree._Element:
    style = styles.get(f"toc {heading.level}")
    if style is None:
        entry = _like(like)
    else:
        entry = etree.Element(P)
        properties = etree.SubElement(entry, w("pPr"))
        etree.SubElement(properties, w("pStyle"), {VAL: style})
    link = etree.SubElement(entry, w("hyperlink"), {w("anchor"): anchor, w("history"): "1"})
    run = etree.SubElement(link, R)
    if heading.label:
        etree.SubElement(run, T).text = heading.label
        etree.SubElement(run, w("tab"))
    text = etree.SubElement(run, T, {_SPACE: "preserve"})
    text.text = heading.text
    return entry


def _like(paragraph: etree._Element) -> etree._Element:
    """An empty paragraph of the same format."""
    entry = etree.Element(P)
    properties = child(paragraph, PARAGRAPH_PROPERTIES)
    if properties is not None:
        entry.append(deepcopy(properties))
    return entry
