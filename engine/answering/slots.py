"""The field of a deal that a path names, and what it takes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from ..deal.base import Section
from ..deal.issues import Issue, Position
from ..deal.model import Deal
from ..deal.parties import Batna, Insight
from ..deal.paths import names, sections
from ..deal.plan import Concession
from ..deal.talks import QuestionAsked
from ..expressions import BOOLEAN, DATE, DATETIME, NUMBER, TEXT, Choice, ListOf, MapOf, Record, Type
from ..facts.types import TERM, type_of
from ..suggest import near_or_listed, shortened

SlotKind = Literal[
    "text", "number", "truth", "date", "moment", "choice", "texts", "choices", "section", "sections", "map"
]
SourceKept = Literal["in the value", "in the item", "beside", "nowhere"]

_NAME = re.compile(r"[a-z_]+")
_SCALARS: dict[Type, SlotKind] = {
    TEXT: "text",
    NUMBER: "number",
    TERM: "number",
    BOOLEAN: "truth",
    DATE: "date",
    DATETIME: "moment",
}
_OF_ISSUE: dict[str, SlotKind] = {"date": "date", "choice": "choice", "text": "text"}
_THEIRS = re.compile(r"them\.|.*\.theirs\.|exchange\.their_case|clarification\.hidden_drivers")


@dataclass(frozen=True, slots=True)
class Slot:
    """A field of the deal. `steps` lead to it in the raw data; what they pass through may not be there yet."""

    path: str
    steps: tuple[str | int, ...]
    kind: SlotKind
    doc: str
    holder: type[Section]
    """The section that has the field."""
    section: type[Section] | None = None
    """What the field is, or what the items of its list are."""
    options: tuple[str, ...] = ()
    unit: str = ""
    is_term: bool = False
    """Whether it takes a range and `{value, source, as_of}` besides a single value."""

    @property
    def is_theirs(self) -> bool:
        """Whether it holds a fact about the other side."""
        our_answer = self.holder is Insight and self.steps[-1] == "answer"
        return not our_answer and _THEIRS.match(self.path) is not None

    @property
    def is_beside_question(self) -> bool:
        """Whether it is no field: the answer is kept with the question that the path names."""
        return self.holder is QuestionAsked and self.steps == ("exchange", "questions")

    @property
    def is_list(self) -> bool:
        """Whether answers are added to it."""
        return self.kind in ("texts", "choices", "sections")

    @property
    def source_kept(self) -> SourceKept:
        """Where the file says of the answer if the other side said it or we guess it."""
        if not self.is_theirs:
            return "nowhere"
        if self.is_term:
            return "in the value"
        if self.section is not None:
            return "in the item" if "source" in names(self.section) else "nowhere"
        return "beside" if self.holder is Batna and self.steps[-1] == "summary" else "nowhere"


class UnknownPath(ValueError):
    """A path names no field of the deal; `hint` is the way out."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def find_slot(path: str, data: Mapping[str, Any]) -> Slot:
    """The field that a path such as `issues[price].ours.opening` names in the raw data of a deal.

    List items go by their own key, else by their number. Raises UnknownPath.
    """
    return _Walk(path, data).slot()


class _Walk:
    """Follows a path through the model and the data together."""

    def __init__(self, path: str, data: Mapping[str, Any]) -> None:
        self._path = path
        self._data = data
        self._rest = path
        self._model: type[Section] = Deal
        self._node: Any = data
        self._steps: list[str | int] = []
        self._issue: Mapping[str, Any] = {}

    def slot(self) -> Slot:
        while True:
            name = self._field_name()
            holder = self._model
            kind = type_of(_field(holder, name).annotation)
            self._take(name)
            nested = sections(holder).get(name)
            if isinstance(kind, MapOf):
                return self._entry(kind, holder, name)
            if nested is not None and isinstance(kind, ListOf) and self._rest.startswith("["):
                self._take_item(nested)
                if not self._rest:
                    return self._made("section", holder, name, nested)
            if not self._rest:
                return self._field(kind, holder, name, nested)
            if nested is None or not self._rest.startswith("."):
                here = self._path.removesuffix(self._rest)
                raise UnknownPath(f"{here} has no parts: {self._path!r} names nothing")
            self._rest = self._rest[1:]
            self._model = nested

    def _field_name(self) -> str:
        match = _NAME.match(self._rest)
        name = match.group() if match else shortened(self._rest)
        if match is None or name not in names(self._model):
            where = self._path[: len(self._path) - len(self._rest)].rstrip(".") or "a deal"
            hint = near_or_listed(name, names(self._model), "it has")
            raise UnknownPath(f"{where} has no field {name!r}", hint)
        self._rest = self._rest[len(name) :]
        return name

    def _take(self, step: str | int) -> None:
        self._steps.append(step)
        if isinstance(step, str):
            self._node = self._node.get(step) if isinstance(self._node, Mapping) else None
        else:
            self._node = self._node[step]

    def _take_item(self, section: type[Section]) -> None:
        items = self._node if isinstance(self._node, list) else []
        keys = item_keys(section, items)
        inside = self._rest[1:]
        if "]" not in inside:
            raise UnknownPath(f"a bracket of {self._path!r} is not closed")
        fitting = [key for key in keys if re.match(rf"{re.escape(key)}\](\.|$)", inside)]
        if not fitting:
            wanted = inside.partition("]")[0]
            hint = near_or_listed(wanted, keys, "there are") or "an item is added by a path without brackets"
            raise UnknownPath(f"{self._path[: -len(self._rest)]} has no item {shortened(wanted)!r}", hint)
        key = max(fitting, key=len)
        self._take(keys.index(key))
        self._rest = inside[len(key) + 1 :]
        if section is Issue and isinstance(self._node, Mapping):
            self._issue = self._node

    def _entry(self, kind: MapOf, holder: type[Section], name: str) -> Slot:
        """The map itself, or one entry of it: what follows the dot is the key, whatever it looks like."""
        key = self._rest[1:].removesuffix("]") if self._rest.startswith("[") else self._rest[1:]
        if not key:
            return self._made("map", holder, name)
        self._take(key)
        self._rest = ""
        return self._term(key, holder, name) if kind.value == TERM else self._made("number", holder, name)

    def _field(self, kind: Type, holder: type[Section], name: str, nested: type[Section] | None) -> Slot:
        if nested is not None:
            return self._made("sections" if isinstance(kind, ListOf) else "section", holder, name, nested)
        if isinstance(kind, Choice):
            return self._made("choice", holder, name, options=kind.options)
        if isinstance(kind, ListOf):
            element = kind.element
            if isinstance(element, Choice):
                return self._made("choices", holder, name, options=element.options)
            return self._made("texts", holder, name)
        if holder is Position and name in ("opening", "target", "walkaway"):
            return self._term(str(self._issue.get("id")), holder, name)
        if holder is Concession and name in ("from", "to"):
            return self._term(str(self._sibling("issue")), holder, name)
        assert not isinstance(kind, Record)
        return self._made(_SCALARS[kind], holder, name, is_term=kind == TERM)

    def _sibling(self, name: str) -> Any:
        node: Any = self._data
        for step in self._steps[:-1]:
            node = node[step]
        return node.get(name) if isinstance(node, Mapping) else None

    def _term(self, issue: str, holder: type[Section], name: str) -> Slot:
        listed = self._data.get("issues")
        found: Mapping[str, Any] = next(
            (
                one
                for one in (listed if isinstance(listed, list) else ())
                if isinstance(one, Mapping) and one.get("id") == issue
            ),
            {},
        )
        options = found.get("options")
        return self._made(
            _OF_ISSUE.get(str(found.get("kind")), "number"),
            holder,
            name,
            options=tuple(map(str, options)) if isinstance(options, list) else (),
            unit="%" if found.get("kind") == "percent" else str(found.get("unit") or ""),
            is_term=True,
        )

    def _made(
        self,
        kind: SlotKind,
        holder: type[Section],
        name: str,
        section: type[Section] | None = None,
        *,
        options: tuple[str, ...] = (),
        unit: str = "",
        is_term: bool = False,
    ) -> Slot:
        doc = _field(holder, name).description or ""
        return Slot(self._path, tuple(self._steps), kind, doc, holder, section, options, unit, is_term)


def _field(model: type[Section], name: str) -> Any:
    return next(
        field for attribute, field in model.model_fields.items() if name == (field.alias or attribute)
    )


def item_keys(section: type[Section], items: Sequence[Any]) -> list[str]:
    """The key of each item as messages name it: its own, else its number."""
    return [_key(section, item) or str(number) for number, item in enumerate(items, start=1)]


def _key(section: type[Section], item: Any) -> str:
    def value(name: str) -> Any:
        raw = item.get(name)
        if isinstance(raw, str) and type_of(section.model_fields[name].annotation) == DATETIME:
            return datetime.fromisoformat(raw)
        return None if isinstance(raw, Mapping | list) else raw

    return section.compose_key(value) if isinstance(item, Mapping) else ""
