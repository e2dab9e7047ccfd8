"""What no single field can show: keys used twice, references to nothing, mixed currencies.

Works on the raw data, so that these mistakes are reported together with those of single fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..suggest import did_you_mean
from .base import Section
from .currency import CODES
from .model import Deal
from .paths import Location, sections
from .terms import Report


def crosscheck(data: Mapping[str, Any], report: Report) -> None:
    """Reports every mistake that spans several fields of a deal file."""
    _check_keys(Deal, data, (), report)
    _check_references(data, report)
    _check_currencies(data, report)


def _check_keys(model: type[Section], node: Mapping[str, Any], at: Location, report: Report) -> None:
    for name, section in sections(model).items():
        value = node.get(name)
        if isinstance(value, Mapping):
            _check_keys(section, value, (*at, name), report)
        elif isinstance(value, list):
            seen: dict[str, int] = {}
            for index, item in enumerate(value):
                if not isinstance(item, Mapping):
                    continue
                here = (*at, name, index)
                key = section.compose_key(item.get)
                if key and key in seen:
                    message = f"{key!r} stands twice in {name}, first as item {seen[key] + 1}"
                    report(here, "duplicate-item", message, "each item needs a key of its own")
                seen.setdefault(key, index)
                _check_keys(section, item, here, report)


def _check_references(data: Mapping[str, Any], report: Report) -> None:
    issues = _texts(item.get("id") for _, item in _items(data, "issues"))
    for list_path in (
        ("strategy", "concessions"),
        ("strategy", "authority"),
        ("clarification", "claims"),
        ("clarification", "agreed_points"),
    ):
        for at, item in _items(data, *list_path):
            _check_reference(item.get("issue"), issues, "issue", (*at, "issue"), report)
    concessions = _texts(item.get("id") for _, item in _items(data, "strategy", "concessions"))
    for at, offer in _items(data, "bargaining", "offers"):
        used = offer.get("concessions")
        for index, name in enumerate(used if isinstance(used, list) else ()):
            _check_reference(name, concessions, "planned concession", (*at, "concessions", index), report)
    for at, contact in _items(data, "commitment", "contacts"):
        side = contact.get("party")
        if side in ("us", "them"):
            people = _texts(person.get("name") for _, person in _items(data, side, "people"))
            _check_reference(contact.get("person"), people, f"person of {side}", (*at, "person"), report)


def _check_reference(name: object, known: set[str], what: str, at: Location, report: Report) -> None:
    if isinstance(name, str) and name not in known:
        listed = ", ".join(sorted(known)) or "none"
        report(
            at,
            "unknown-reference",
            f"there is no {what} {name!r}",
            did_you_mean(name, known) or f"known: {listed}",
        )


def _check_currencies(data: Mapping[str, Any], report: Report) -> None:
    header = data.get("deal")
    own = header.get("currency") if isinstance(header, Mapping) else None
    for at, code in _currencies(data, ()):
        if isinstance(code, str) and code not in CODES:
            hint = did_you_mean(code, CODES) or "use the three letters of ISO 4217, such as EUR"
            report(at, "unknown-currency", f"{code!r} is not a currency", hint)
        elif isinstance(own, str) and code != own:
            message = f"{code} is not the deal's currency {own}, and nothing is converted"
            report(at, "currency-mismatch", message, f"state the amount in {own}")


def _currencies(node: Any, at: Location) -> Iterator[tuple[Location, object]]:
    if isinstance(node, Mapping):
        for name, value in node.items():
            if name == "currency":
                yield (*at, name), value
            elif isinstance(value, Mapping | list):
                yield from _currencies(value, (*at, name))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _currencies(value, (*at, index))


def _items(data: Any, *path: str) -> Iterator[tuple[Location, Mapping[str, Any]]]:
    node = data
    for step in path:
        node = node.get(step) if isinstance(node, Mapping) else None
    for index, item in enumerate(node if isinstance(node, list) else ()):
        if isinstance(item, Mapping):
            yield (*path, index), item


def _texts(values: Iterable[object]) -> set[str]:
    return {value for value in values if isinstance(value, str)}
