"""Paragraph numbers as Word shows them, worked out from the list definitions (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from lxml import etree

from .ooxml import VAL, P, child, integer, parse, properties_of, w
from .package import Package

_STYLE: Final = w("pStyle")
_NUMBERS: Final = w("numPr")
_MAX_LEVELS: Final = 9
_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts and what it prints (`%1.%2`).

    `restart` 0 means that it never starts again; `lowest` is the lowest level (from 0) that the number repeats.
    """

    start: int = 1
    style: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    lowest: int = _MAX_LEVELS


@dataclass(frozen=True, slots=True)
class ListInstance:
    """A `w:num`: its levels, the list that it counts in, and where it starts anew."""

    counter: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says about numbering and outline, inherited values included."""

    name: str = ""
    instance: str = ""
    level: int = 0
    outline: int | None = None


@dataclass(frozen=True, slots=True)
class Numbering:
    """List definitions and paragraph styles of a document, by their ids."""

    instances: Mapping[str, ListInstance] = field(default_factory=dict)
    styles: Mapping[str, Style] = field(default_factory=dict)
    default_style: str = ""

    def style_of(self, paragraph: etree._Element) -> Style:
        """The style of a paragraph; an unknown one counts as the default."""
        return self.style_in(properties_of(paragraph))

    def style_in(self, properties: etree._Element | None) -> Style:
        """The style that the properties of a paragraph name."""
        named = child(properties, _STYLE)
        key = named.get(VAL, "") if named is not None else self.default_style
        return self.styles.get(key) or self.styles.get(self.default_style) or Style()


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a paragraph: the counts of its level and of those above it, printed only when asked for."""

    instance: ListInstance
    counts: tuple[int, ...]

    @property
    def counter(self) -> str:
        """The list that it counts in."""
        return self.instance.counter

    @property
    def label(self) -> str:
        """As printed before the paragraph: `1.1`, `(a)`."""
        return self._label(len(self.counts) - 1)

    @property
    def short(self) -> str:
        """As a reference prints it without context (switch \\n)."""
        return self._from(len(self.counts) - 1)

    @property
    def full(self) -> str:
        """With everything above it that it does not repeat itself (switch \\w): `1.1(a)`."""
        return self._from(0)

    def seen_from(self, other: Number | None) -> str:
        """As much of it as a reader in the other paragraph needs (switch \\r)."""
        if other is None or other.counter != self.counter:
            return self.full
        shared = zip(self.counts, other.counts, strict=False)
        differing = next((level for level, (ours, theirs) in enumerate(shared) if ours != theirs), None)
        last = len(self.counts) - 1
        return self._from(min(last, len(other.counts)) if differing is None else differing)

    def _from(self, level: int) -> str:
        pieces: list[str] = []
        at = len(self.counts) - 1
        while at >= level or not pieces:
            pieces.append(self._label(at).rstrip("."))
            at = min(at, self._level(at).lowest) - 1
        return "".join(reversed(pieces))

    def _level(self, at: int) -> Level:
        return self.instance.levels.get(at) or Level()

    def _label(self, at: int) -> str:
        shown = self._level(at)
        text = shown.text
        if shown.style == "bullet":
            return text
        for level in range(shown.lowest, at + 1):
            style = "decimal" if shown.legal else self._level(level).style
            text = text.replace(f"%{level + 1}", write_number(self.counts[level], style))
        return text


def read_numbering(package: Package) -> Numbering:
    """The list definitions and styles of a document; NotXml if a part is damaged."""
    return _numbering(*(package[part] if part in package else None for part in _PARTS))  # noqa: SIM401 - it has no get


_PARTS: Final = ("word/numbering.xml", "word/styles.xml")


@lru_cache(16)
def _numbering(numbering_part: bytes | None, styles_part: bytes | None) -> Numbering:
    """They are the same in all documents of a template."""
    lists = None if numbering_part is None else parse(numbering_part)
    styles = None if styles_part is None else parse(styles_part)
    raw = {} if styles is None else {node.get(w("styleId"), ""): node for node in styles.iter(w("style"))}
    abstract = (
        {}
        if lists is None
        else {node.get(w("abstractNumId"), ""): node for node in lists.iter(w("abstractNum"))}
    )
    numbers = {} if lists is None else {node.get(w("numId"), ""): node for node in lists.iter(w("num"))}
    instances = {key: _instance(node, abstract, numbers, raw) for key, node in numbers.items()}
    linked = _linked_levels(abstract)
    default = next(
        (
            key
            for key, node in raw.items()
            if node.get(w("default")) == "1" and node.get(w("type")) == "paragraph"
        ),
        "",
    )
    return Numbering(instances, {key: _style(key, raw, instances, linked) for key in raw}, default)


def number_paragraphs(root: etree._Element, numbering: Numbering) -> dict[etree._Element, Number]:
    """The number of every numbered paragraph of a part, in document order."""
    counters: dict[str, dict[int, int]] = {}
    started: set[tuple[str, int]] = set()
    numbers: dict[etree._Element, Number] = {}
    for paragraph in root.iter(P):
        key, level = _place(paragraph, numbering)
        instance = numbering.instances.get(key)
        if instance is None or level not in instance.levels:
            continue
        counts = counters.setdefault(instance.counter, {})
        _count(counts, instance, key, level, started)
        numbers[paragraph] = _number(instance, level, counts)
    return numbers


def _place(paragraph: etree._Element, numbering: Numbering) -> tuple[str, int]:
    """The list instance and level of a paragraph: its own, else its style's."""
    properties = properties_of(paragraph)
    style = numbering.style_in(properties)
    own = child(properties, _NUMBERS)
    if own is None:
        return style.instance, style.level
    return _value(own, "numId", style.instance), integer(
        _value(own, "ilvl", str(style.level if style.instance else 0))
    )


def _count(
    counts: dict[int, int], instance: ListInstance, key: str, level: int, started: set[tuple[str, int]]
) -> None:
    for at, start in instance.starts.items():
        if (key, at) not in started and at <= level:
            started.add((key, at))
            counts[at] = start - 1 if at == level else start
    start = instance.levels[level].start
    counts[level] = counts.get(level, start - 1) + 1
    for deeper in [at for at in counts if at > level]:
        restart = instance.levels[deeper].restart if deeper in instance.levels else None
        if restart is None or level < restart:
            del counts[deeper]


def _number(instance: ListInstance, level: int, counts: Mapping[int, int]) -> Number:
    levels = instance.levels
    return Number(
        instance,
        tuple(counts[at] if at in counts else (levels.get(at) or Level()).start for at in range(level + 1)),
    )


def write_number(value: int, style: str) -> str:
    """A count in one of Word's number formats (`lowerLetter`, `upperRoman`, ...); an unknown one counts in digits."""
    match style:
        case "lowerLetter" | "upperLetter":
            letters = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
            return letters.upper() if style == "upperLetter" else letters
        case "lowerRoman" | "upperRoman":
            return _roman(value) if style == "upperRoman" else _roman(value).lower()
        case "decimalZero":
            return f"{value:02d}"
        case "none":
            return ""
        case _:
            return str(value)


def _roman(value: int) -> str:
    digits: list[str] = []
    for worth, digit in _ROMAN:
        times, value = divmod(value, worth)
        digits.append(digit * times)
    return "".join(digits)


def _instance(
    node: etree._Element,
    abstract: Mapping[str, etree._Element],
    numbers: Mapping[str, etree._Element],
    styles: Mapping[str, etree._Element],
) -> ListInstance:
    counter = _value(node, "abstractNumId")
    definition = abstract.get(counter)
    # A list may be defined by a numbering style, which names the instance that holds the levels.
    if definition is not None and (style := styles.get(_value(definition, "numStyleLink"))) is not None:
        number = style.find(f".//{w('numId')}")
        held = numbers.get(number.get(VAL, "")) if number is not None else None
        counter = _value(held, "abstractNumId", counter) if held is not None else counter
        definition = abstract.get(counter, definition)
    levels = _levels(definition.iterchildren(w("lvl"))) if definition is not None else {}
    starts: dict[int, int] = {}
    for override in node.iter(w("lvlOverride")):
        levels |= _levels(override.iterchildren(w("lvl")))
        if start := _value(override, "startOverride"):
            starts[integer(override.get(w("ilvl"), "0"))] = integer(start)
    return ListInstance(counter, levels, starts)


def _levels(nodes: Iterable[etree._Element]) -> dict[int, Level]:
    return {
        integer(node.get(w("ilvl"), "0")): Level(
            start=integer(_value(node, "start", "0")),
            style=_value(node, "numFmt", "decimal"),
            text=_value(node, "lvlText"),
            restart=integer(restart) if (restart := _value(node, "lvlRestart")) else None,
            legal=node.find(w("isLgl")) is not None,
            lowest=_lowest(_value(node, "lvlText")),
        )
        for node in nodes
    }


def _lowest(text: str) -> int:
    return min((level for level in range(_MAX_LEVELS) if f"%{level + 1}" in text), default=_MAX_LEVELS)


def _linked_levels(abstract: Mapping[str, etree._Element]) -> dict[str, int]:
    """The level that a list definition gives to a paragraph style, by the style's id."""
    return {
        style: integer(level.get(w("ilvl"), "0"))
        for definition in abstract.values()
        for level in definition.iterchildren(w("lvl"))
        if (style := _value(level, "pStyle"))
    }


def _style(
    key: str,
    raw: Mapping[str, etree._Element],
    instances: Mapping[str, ListInstance],
    linked: Mapping[str, int],
) -> Style:
    name = _value(raw[key], "name")
    instance, level, outline = "", -1, None
    for at, node in _ancestry(key, raw):
        properties = node.find(w("pPr"))
        if properties is None:
            continue
        if outline is None and (found := _value(properties, "outlineLvl")):
            outline = integer(found)
        numbers = properties.find(w("numPr"))
        if numbers is not None and not instance:
            instance = _value(numbers, "numId")
            level = integer(_value(numbers, "ilvl", str(linked.get(at, 0))))
    return Style(name, instance if instance in instances else "", max(level, 0), outline)


def _ancestry(key: str, raw: Mapping[str, etree._Element]) -> Iterator[tuple[str, etree._Element]]:
    """A style and those it is based on, each once."""
    seen: set[str] = set()
    while key in raw and key not in seen:
        seen.add(key)
        yield key, raw[key]
        key = _value(raw[key], "basedOn")


def _value(node: etree._Element, name: str, default: str = "") -> str:
    found = child(node, w(name))
    return default if found is None else found.get(VAL, default)
