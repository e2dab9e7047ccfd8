"""Names and numbers that must be unique in a document: bookmarks, content controls, drawings."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from itertools import count
from typing import Final

MAX_BOOKMARK_NAME: Final = 40

_BOOKMARK: Final = "<w:bookmark"
_ID: Final = re.compile(r'(\bw:id=")([^"]*)(")')
_NAME: Final = re.compile(r'(\bw:name=")([^"]*)(")')
_CONTROL_ID: Final = re.compile(r'<w:id w:val="(-?\d+)"/>')
_DRAWING_ID: Final = re.compile(r'(<wp:docPr\b[^>]*?\bid=")(\d+)(")')


def bookmark_name(prefix: str, key: str) -> str:
    """A bookmark's name for a key that must not be read from it: `f_` and a hash, the same on every run.

    `prefix` is a letter and at most 7 more letters or digits; the name keeps to what Word allows (letters, digits
    and underscore, at most 40).
    """
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9]{0,7}", prefix) is None:
        raise ValueError(f"not a bookmark prefix: {prefix!r}")
    return f"{prefix}_{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}"


def make_unique(xml: str) -> str:
    """The part with ids and names that a loop repeated made unique, in document order, first one unchanged."""
    if "<w:bookmarkStart" in xml:
        xml = _unique_bookmarks(xml)
    if "<w:sdtPr>" in xml:
        xml = _unique_numbers(xml, _CONTROL_ID, lambda _, number: f'<w:id w:val="{number}"/>', 1)
    if "<wp:docPr" in xml:
        xml = _unique_numbers(xml, _DRAWING_ID, lambda found, number: f"{found[1]}{number}{found[3]}", 2)
    return xml


def _unique_numbers(
    xml: str, pattern: re.Pattern[str], write: Callable[[re.Match[str], int], str], group: int
) -> str:
    numbers = [int(found[group]) for found in pattern.finditer(xml)]
    used = set(numbers)
    if len(used) == len(numbers):
        return xml
    fresh = (number for number in count(1) if number not in used)
    seen: set[int] = set()

    def renumber(found: re.Match[str]) -> str:
        number = int(found[group])
        if number in seen:
            return write(found, next(fresh))
        seen.add(number)
        return found[0]

    return pattern.sub(renumber, xml)


def _unique_bookmarks(xml: str) -> str:
    first, *pieces = xml.split(_BOOKMARK)
    marks = [piece.partition(">") for piece in pieces]
    starts = [mark for mark, *_ in marks if mark.startswith("Start")]
    ids = [_attribute(_ID, start) for start in starts]
    names = [_attribute(_NAME, start).lower() for start in starts]
    if len(set(ids)) == len(ids) and len(set(names)) == len(names):
        return xml
    renamed = _Renaming(ids, names)
    return first + "".join(f"{_BOOKMARK}{renamed.mark(mark)}>{rest}" for mark, _, rest in marks)


class _Renaming:
    """The names and ids of bookmarks in document order; whoever comes first keeps its own."""

    def __init__(self, ids: Iterable[str], names: Iterable[str]) -> None:
        taken = set(ids)
        self.fresh = (number for number in map(str, count(1)) if number not in taken)
        self.used_ids: set[str] = set()
        self.used_names = set(names)
        self.seen_names: set[str] = set()
        self.current: dict[str, str] = {}

    def mark(self, mark: str) -> str:
        """The start or end of a bookmark, without its brackets."""
        old = _attribute(_ID, mark)
        if mark.startswith("End"):
            return _changed(_ID, mark, self.current.get(old, old))
        key = self.current[old] = next(self.fresh) if old in self.used_ids else old
        self.used_ids.add(key)
        name = _attribute(_NAME, mark)
        if name.lower() in self.seen_names:
            name = _free_name(name, self.used_names)
            self.used_names.add(name.lower())
        self.seen_names.add(name.lower())
        return _changed(_NAME, _changed(_ID, mark, key), name)


def _free_name(name: str, used: set[str]) -> str:
    endings = (f"_{number}" for number in count(2))
    candidates = (name[: MAX_BOOKMARK_NAME - len(ending)] + ending for ending in endings)
    return next(candidate for candidate in candidates if candidate.lower() not in used)


def _attribute(pattern: re.Pattern[str], element: str) -> str:
    found = pattern.search(element)
    return found[2] if found else ""


def _changed(pattern: re.Pattern[str], element: str, value: str) -> str:
    found = pattern.search(element)
    return element[: found.start(2)] + value + element[found.end(2) :] if found else element
