"""Where every value of a YAML text stands; a second pass over its events, made when someone asks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from yaml.events import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent

from .places import Place, Position
from .yaml_events import event_source, start_of


@dataclass(slots=True)
class YamlPlace(Place):
    """Where a value stands, with the places of what it holds; `keys` is where a mapping's keys stand."""

    position: Position
    items: list[YamlPlace] = field(default_factory=list)
    values: dict[str, YamlPlace] = field(default_factory=dict)
    keys: dict[str, Position] = field(default_factory=dict)

    def child(self, step: str | int) -> YamlPlace | None:
        """The place one step further, if there is one."""
        if isinstance(step, str):
            return self.values.get(step)
        return self.items[step] if 0 <= step < len(self.items) else None

    def key(self, step: str | int) -> Position | None:
        """Where the key stands, if there is one."""
        return self.keys.get(step) if isinstance(step, str) else None


def yaml_places(text: str) -> YamlPlace:
    """The places of a text that `read_yaml` accepts."""
    return _Places(text).root()


class _Places:
    def __init__(self, text: str) -> None:
        self._next = event_source(text)
        self._anchors: dict[str | None, YamlPlace] = {}
        self._anchored_text: dict[str | None, str] = {}

    def root(self) -> YamlPlace:
        self._next()  # the start of the stream
        self._next()  # the start of the document
        return self._value(self._next())

    def _value(self, event: Any) -> YamlPlace:
        place = YamlPlace(start_of(event))
        if type(event) is AliasEvent:
            aliased = self._anchors[event.anchor]
            return YamlPlace(place.position, aliased.items, aliased.values, aliased.keys)
        if type(event) is ScalarEvent:
            if event.anchor:
                self._anchored_text[event.anchor] = event.value
        elif type(event) is MappingStartEvent:
            self._fill_mapping(place)
        else:
            while type(item := self._next()) is not SequenceEndEvent:
                place.items.append(self._value(item))
        if event.anchor:
            self._anchors[event.anchor] = place
        return place

    def _fill_mapping(self, place: YamlPlace) -> None:
        while type(event := self._next()) is not MappingEndEvent:
            key_place = self._value(event)
            key = self._anchored_text[event.anchor] if type(event) is AliasEvent else event.value
            place.keys[key] = key_place.position
            place.values[key] = self._value(self._next())
