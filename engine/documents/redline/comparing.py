"""Two lists of blocks -> one with tracked changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final

from lxml import etree

from ..ooxml import PARAGRAPH_PROPERTIES, P, child, w
from .flat import CELL, ROW, TABLE, canonical, frame, properties, tokens, words
from .revisions import Kind, Reviser, runs

Blocks = Sequence[etree._Element]
Pair = tuple[etree._Element | None, etree._Element | None]
"""A block of both documents, or of one alone."""

_ALIKE: Final = 0.5
"""Paragraphs that share less than this are not one paragraph that was edited."""


def compare_blocks(old: Blocks, new: Blocks, reviser: Reviser) -> list[etree._Element]:
    """The blocks of both, with what was put in and taken out."""
    made: list[etree._Element] = []
    for is_table, pairs in groupby(_paired(old, new), key=_is_table_of_both):
        if is_table:
            made.extend(_block(before, after, reviser) for before, after in pairs)
        else:
            made.extend(_stretch(list(pairs), reviser))
    return made


def _is_table_of_both(pair: Pair) -> bool:
    return all(one is not None and one.tag == TABLE for one in pair)


def _block(before: etree._Element | None, after: etree._Element | None, reviser: Reviser) -> etree._Element:
    if before is not None and after is not None:
        return _paragraph(before, after, reviser) if after.tag == P else _table(before, after, reviser)
    if before is not None:
        return reviser.whole("del", before)
    assert after is not None
    return reviser.whole("ins", after)


def _stretch(pairs: list[Pair], reviser: Reviser) -> Iterator[etree._Element]:
    """What stands between two tables of both documents, as Word records it.

    A paragraph mark that comes or goes joins its paragraph to the next one, so the last mark of a stretch must stay,
    whatever becomes of the paragraphs: a table, or nothing, cannot be joined to.
    """
    last = next((at for at in reversed(range(len(pairs))) if None not in pairs[at]), -1)
    kept, tail = pairs[: last + 1], pairs[last + 1 :]
    old = [before for before, _ in tail if before is not None]
    new = [after for _, after in tail if after is not None]
    ends = [blocks[-1] for blocks in (old, new) if blocks]
    if not ends or any(one.tag == TABLE or _has_section(one) for one in ends):
        yield from (_block(*pair, reviser) for pair in pairs)
    elif len(ends) == 2:
        yield from (_block(*pair, reviser) for pair in kept)
        yield from (reviser.whole("del", one) for one in old[:-1])
        yield from (reviser.whole("ins", one) for one in new[:-1])
        yield reviser.ending(ends[0], ends[1], tokens(ends[0]), tokens(ends[1]))
    elif kept and not any(map(_has_section, kept[-1])):
        yield from (_block(*pair, reviser) for pair in kept[:-1])
        yield from _longer(kept[-1], old or new, reviser, "del" if old else "ins")
    else:
        yield from (_block(*pair, reviser) for pair in pairs)


def _longer(kept: Pair, more: list[etree._Element], reviser: Reviser, kind: Kind) -> Iterator[etree._Element]:
    """A paragraph of both, and the blocks of one document that follow it up to the end."""
    before, after = kept
    assert before is not None
    assert after is not None
    first = _paragraph(before, after, reviser)
    reviser.mark_paragraph(kind, first)
    yield first
    for one in more[:-1]:
        yield reviser.whole(kind, one)
    pieces = tokens(more[-1])
    if kind == "del":
        yield reviser.ending(more[-1], after, pieces, ())
    else:
        yield reviser.ending(before, more[-1], (), pieces)


def _paired(old: Blocks, new: Blocks) -> Iterator[Pair]:
    """Blocks that are one block of both, and those of one alone, in order."""
    matcher = SequenceMatcher(None, list(map(_key, old)), list(map(_key, new)), autojunk=False)
    for kind, low, high, start, end in matcher.get_opcodes():
        if kind == "equal":
            for before, after in zip(old[low:high], new[start:end], strict=True):
                if _alike(before, after):
                    yield before, after
                else:
                    yield before, None
                    yield None, after
        else:
            yield from _similar(old[low:high], new[start:end])


def _key(block: etree._Element) -> tuple[str, bytes, str]:
    return str(block.tag), properties(block) if block.tag == P else b"", words(block)


def _similar(old: Blocks, new: Blocks) -> Iterator[Pair]:
    place = 0
    for before in old:
        found = next((at for at in range(place, len(new)) if _alike(before, new[at])), None)
        if found is None:
            yield before, None
            continue
        for after in new[place:found]:
            yield None, after
        yield before, new[found]
        place = found + 1
    for after in new[place:]:
        yield None, after


def _alike(one: etree._Element, two: etree._Element) -> bool:
    if one.tag != two.tag:
        return False
    if one.tag == TABLE:
        return frame(one) == frame(two)
    if _has_section(one) or _has_section(two):
        return canonical(one) == canonical(two)
    first, second = words(one), words(two)
    if first == second:
        return True
    matcher = SequenceMatcher(None, first.split(), second.split(), autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _has_section(paragraph: etree._Element | None) -> bool:
    return child(child(paragraph, PARAGRAPH_PROPERTIES), w("sectPr")) is not None


def _paragraph(before: etree._Element, after: etree._Element, reviser: Reviser) -> etree._Element:
    made = etree.Element(P)
    own = child(after, PARAGRAPH_PROPERTIES)
    if own is not None:
        made.append(deepcopy(own))
    if properties(before) != properties(after):
        reviser.reformat(made, child(before, PARAGRAPH_PROPERTIES))
    old, new = tokens(before), tokens(after)
    for kind, low, high, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            made.extend(runs(new[start:end]))
            continue
        if low < high:
            made.append(reviser.changed("del", old[low:high]))
        if start < end:
            made.append(reviser.changed("ins", new[start:end]))
    return made


def _table(before: etree._Element, after: etree._Element, reviser: Reviser) -> etree._Element:
    made = deepcopy(after)
    for row in list(made.iterchildren(ROW)):
        made.remove(row)
    old, new = list(before.iterchildren(ROW)), list(after.iterchildren(ROW))
    matcher = SequenceMatcher(None, list(map(_label, old)), list(map(_label, new)), autojunk=False)
    for _, low, high, start, end in matcher.get_opcodes():
        pairs = list(zip(old[low:high], new[start:end], strict=False))
        for one, two in pairs if high - low == end - start else ():
            if _same_cells(one, two):
                made.append(_row(one, two, reviser))
            else:
                made.extend((reviser.whole("del", one), reviser.whole("ins", two)))
        if high - low != end - start:
            made.extend(reviser.whole("del", row) for row in old[low:high])
            made.extend(reviser.whole("ins", row) for row in new[start:end])
    return made


def _label(row: etree._Element) -> str:
    """What a row is about: its first cell, or all of a row that only has a number there."""
    first = child(row, CELL)
    label = "" if first is None else words(first)
    return words(row) if not label or label.isdecimal() else label


def _same_cells(one: etree._Element, two: etree._Element) -> bool:
    """Whether rows differ in nothing but the paragraphs of their cells, of which each cell has as many."""
    cells = [list(row.iterchildren(CELL)) for row in (one, two)]
    return (
        frame(one) == frame(two)
        and len(cells[0]) == len(cells[1])
        and all(
            frame(first) == frame(second)
            and [node.tag for node in first] == [node.tag for node in second]
            and first.find(TABLE) is None
            for first, second in zip(*cells, strict=True)
        )
    )


def _row(before: etree._Element, after: etree._Element, reviser: Reviser) -> etree._Element:
    made = deepcopy(after)
    for first, second, cell in zip(
        before.iterchildren(CELL), after.iterchildren(CELL), made.iterchildren(CELL), strict=True
    ):
        for paragraph in list(cell.iterchildren(P)):
            cell.remove(paragraph)
        pairs = zip(first.iterchildren(P), second.iterchildren(P), strict=True)
        cell.extend(_paragraph(one, two, reviser) for one, two in pairs)
    return made
