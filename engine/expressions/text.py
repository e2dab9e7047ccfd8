"""Texts with values in them: `In round {{ move.round }} we gave {{ move.given | terms }}.`"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from .errors import ExpressionError, Mistake
from .expression import Expression, read_expression
from .formats import NEUTRAL_FORMATS, Format
from .suggest import did_you_mean
from .types import TEXT, Opaque, Record, accepts, describe
from .vocabulary import Value, Vocabulary, constant, type_of_constant

MAX_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class Formatting:
    """A format and the literal arguments given to it."""

    format: Format
    arguments: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """A value in a text, and how to show it; without a formatting, by the default of the renderer."""

    expression: Expression
    formattings: tuple[Formatting, ...] = ()


Piece: TypeAlias = str | Slot


@dataclass(frozen=True, slots=True)
class Text:
    """A checked text: literal pieces and slots in turn."""

    source: str
    pieces: tuple[Piece, ...]

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The places where values go."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Slot))

    @property
    def names(self) -> frozenset[str]:
        """The names and loop variables that it reads from the environment."""
        return frozenset().union(*(slot.expression.names for slot in self.slots))


def read_text(source: str, vocabulary: Vocabulary, formats: Mapping[str, Format] = NEUTRAL_FORMATS) -> Text:
    """Read and check a text.

    Values stand in `{{ }}`, optionally with formats after `|`; a literal `{{` is written `{{ "{{" }}`. Raises
    ExpressionError with every mistake, each with its place in the text.
    """
    if len(source) > MAX_TEXT:
        raise ExpressionError([Mistake("limit", f"a text has at most {MAX_TEXT:,} characters", MAX_TEXT)])
    pieces: list[Piece] = []
    mistakes: list[Mistake] = []
    for start, end, is_slot in _split(source):
        if not is_slot:
            pieces.append(source[start:end])
            continue
        try:
            pieces.append(_read_slot(source[start:end], vocabulary, formats))
        except ExpressionError as error:
            mistakes += error.moved(start).problems
    if mistakes:
        raise ExpressionError(mistakes)
    return Text(source, tuple(pieces))


def _split(source: str) -> Iterator[tuple[int, int, bool]]:
    """Yield start and end of each piece, without the braces, and whether it is a slot."""
    place = 0
    while place < len(source):
        start = source.find("{{", place)
        literal_end = len(source) if start < 0 else start
        stray = source.find("}}", place, literal_end)
        if stray >= 0:
            message = "'}}' closes nothing"
            raise ExpressionError([Mistake("syntax", message, stray, 2, 'write {{ "}}" }} for the braces')])
        if literal_end > place:
            yield place, literal_end, False
        if start < 0:
            return
        end = _find(source, start + 2, "}}")
        if end < 0:
            raise ExpressionError([Mistake("syntax", "'{{' is never closed by '}}'", start, 2)])
        yield start + 2, end, True
        place = end + 2


def _find(source: str, start: int, sought: str) -> int:
    """Return where `sought` stands next outside quotation marks, or -1."""
    quote = ""
    place = start
    while place < len(source):
        character = source[place]
        if quote:
            place += character == "\\"
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif source.startswith(sought, place):
            return place
        place += 1
    return -1


def _read_slot(source: str, vocabulary: Vocabulary, formats: Mapping[str, Format]) -> Slot:
    bar = _find(source, 0, "|")
    expression = read_expression(source if bar < 0 else source[:bar], vocabulary)
    kind = expression.type
    formattings: list[Formatting] = []
    while bar >= 0:
        start, bar = bar + 1, _find(source, bar + 1, "|")
        words = source[start : bar if bar >= 0 else len(source)]
        formatting = _read_formatting(words, start, formats)
        if not accepts(formatting.format.accepts, kind):
            wanted = describe(formatting.format.accepts)
            message = f"'{formatting.format.name}' shows {wanted}, not {describe(kind)}"
            raise ExpressionError([_mistake("type", message, words, start)])
        formattings.append(formatting)
        kind = TEXT
    if not formattings and isinstance(kind, Record):
        hint = "name one of its fields"
        raise ExpressionError(
            [_mistake("type", f"this is {describe(kind)} and cannot be shown", source, 0, hint)]
        )
    if not formattings and isinstance(kind, Opaque):
        fit = ", ".join(name for name, one in formats.items() if one.accepts in (kind,))
        hint = f"formats: {fit}" if fit else ""
        raise ExpressionError(
            [_mistake("type", f"this is {describe(kind)} and needs a format", source, 0, hint)]
        )
    return Slot(expression, tuple(formattings))


def _read_formatting(words: str, start: int, formats: Mapping[str, Format]) -> Formatting:
    name, arguments = _parse_formatting(words, start)
    one = formats.get(name)
    if one is None:
        mistake = _mistake(
            "unknown-format", f"unknown format '{name}'", words, start, did_you_mean(name, formats)
        )
        raise ExpressionError([mistake])
    least = sum(not parameter.optional for parameter in one.parameters)
    fits = least <= len(arguments) <= len(one.parameters) and all(
        accepts(parameter.type, type_of_constant(argument))
        for parameter, argument in zip(one.parameters, arguments, strict=False)
    )
    if not fits:
        signature = ", ".join(f"{p.name}: {describe(p.type)}" for p in one.parameters)
        hint = f"write {name}({signature})" if signature else f"write {name}"
        raise ExpressionError([_mistake("arguments", f"'{name}' takes other arguments", words, start, hint)])
    return Formatting(one, arguments)


def _parse_formatting(words: str, start: int) -> tuple[str, tuple[Value, ...]]:
    try:
        tree = ast.parse(words.strip(), mode="eval").body
        if isinstance(tree, ast.Name):
            return tree.id, ()
        if isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name) and not tree.keywords:
            return tree.func.id, tuple(constant(ast.literal_eval(argument)) for argument in tree.args)
    except (ValueError, SyntaxError):
        pass
    hint = 'write {{ value | name }} or {{ value | name("argument") }}'
    raise ExpressionError([_mistake("syntax", "a format is a name", words, start, hint)])


def _mistake(code: str, message: str, words: str, start: int, hint: str = "") -> Mistake:
    blank = len(words) - len(words.lstrip()) if words.strip() else 0
    return Mistake(code, message, start + blank, max(len(words.strip()), 1), hint)
