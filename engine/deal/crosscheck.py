"""What no single field can show: keys used twice, references to nothing, mixed currencies.

Works on the raw data, so that these mistakes are reported together with those of single fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from ..suggest import near_or_listed
from .base import Section, read_day
from .currency import CODES
from .model import Deal
from .paths import Location, names, raw_key, sections
from .shown import day_hint, number_hint, shown
from .term import NUMERIC_KINDS
from .terms import Report


def crosscheck(data: Mapping[str, Any], report: Report) -> None:
    """Report every mistake that spans several fields of a deal file."""
    _check_keys(Deal, data, (), report)
    _check_references(data, report)
    _check_scores(data, report)
    _check_currencies(data, report)


def _check_keys(model: type[Section], node: Mapping[str, Any], at: Location, report: Report) -> None:
    for name, section in _with_keys(model).items():
        value = node.get(name)
        if isinstance(value, dict):
            _check_keys(section, value, (*at, name), report)
        elif isinstance(value, list):
            _check_list(section, value, (*at, name), report)


def _check_list(section: type[Section], items: list[Any], at: Location, report: Report) -> None:
    nested = bool(_with_keys(section))
    distinct = _surely_distinct(section, items)
    if distinct and not nested:
        return
    seen: dict[str, int] = {}
    for index, item in enumerate(items):
        if not isinstance(item, dict):
            continue
        key = "" if distinct else raw_key(section, item)
        if key and key in seen:
            message = f"{shown(key)} stands twice in {at[-1]!r}, first as item {seen[key] + 1}"
            report((*at, index), "duplicate-item", message, _way_to_a_key(section))
        seen.setdefault(key, index)
        if nested:
            _check_keys(section, item, (*at, index), report)


def _surely_distinct(section: type[Section], items: list[Any]) -> bool:
    """Whether the items have different texts as their first key: the usual case, told without a look at each."""
    if len(items) < 2:
        return True
    field = _first_key(section)
    if field is None:
        return False
    keys = [item.get(field) for item in items if isinstance(item, dict)]
    return not set(map(type, keys)) - {str} and len(set(keys)) == len(keys)


@cache
def _first_key(section: type[Section]) -> str | None:
    """The field that is the key wherever it is stated; None if the key is composed otherwise."""
    composed = any("compose_key" in vars(one) for one in section.__mro__[: section.__mro__.index(Section)])
    return section.keyed_by[0] if section.keyed_by and not composed else None


@cache
def _with_keys(model: type[Section]) -> dict[str, type[Section]]:
    """The sections of a section that, or in which, are lists of items with keys."""
    return {
        name: section for name, section in sections(model).items() if section.keyed_by or _with_keys(section)
    }


def _way_to_a_key(section: type[Section]) -> str:
    if "id" in names(section):
        return "give each an id of its own"
    return f"tell them apart by {section.keyed_by[0]!r}, or merge them"


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
            _check_reference(
                contact.get("person"), people, f"person in {side}.people called", (*at, "person"), report
            )


def _check_reference(name: object, known: set[str], what: str, at: Location, report: Report) -> None:
    if isinstance(name, str) and name not in known:
        hint = near_or_listed(name, known) or "none is described; add it, or drop it here"
        report(at, "unknown-reference", f"there is no {what} {shown(name)}", hint)


def _check_scores(data: Mapping[str, Any], report: Report) -> None:
    for at, issue in _items(data, "issues"):
        for side in ("ours", "theirs"):
            position = issue.get(side)
            scores = position.get("scores") if isinstance(position, dict) else None
            for scored in scores if isinstance(scores, dict) else ():
                mistake = _misfit(issue, scored)
                if mistake is not None:
                    code, message, hint = mistake
                    report((*at, side, "scores", scored), code, message, hint)


def _misfit(issue: Mapping[str, Any], scored: str) -> tuple[str, str, str] | None:
    """Why a score cannot be on that value of the issue: code, message, hint."""
    kind, options = issue.get("kind"), issue.get("options")
    if kind == "choice" and isinstance(options, list) and scored not in options:
        return (
            "unknown-option",
            f"{shown(scored)} is not one of the options",
            near_or_listed(scored, _texts(options)),
        )
    if kind in NUMERIC_KINDS and not _NUMBER.fullmatch(scored):
        return (
            "wrong-value",
            f"a score of this issue is on a number, not on {shown(scored)}",
            number_hint(scored),
        )
    if kind == "date" and read_day(scored) is None:
        return "wrong-value", f"a score of this issue is on a date, not on {shown(scored)}", day_hint(scored)
    return None


_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def _check_currencies(data: Mapping[str, Any], report: Report) -> None:
    header = data.get("deal")
    stated = header.get("currency") if isinstance(header, dict) else None
    own = stated if stated is None or isinstance(stated, str) else ""
    # Codes that do not exist are the model's to report.
    used = [(at, code) for at, code in _currencies(data, ()) if code in CODES]
    whose = "the deal"
    if own is None and used:
        whose, own = "another amount", used[0][1]
    for at, code in used:
        if own in CODES and code != own:
            message = f"this amount is in {code}, {whose} in {own}, and nothing is converted"
            report(at, "currency-mismatch", message, "state all amounts in one currency")


def _currencies(node: Any, at: Location, model: type[Section] = Deal) -> Iterator[tuple[Location, str]]:
    if isinstance(node, dict):
        if isinstance(code := node.get("currency"), str):
            yield (*at, "currency"), code
        for name, section in _with_currencies(model).items():
            if name in node:
                yield from _currencies(node[name], (*at, name), section)
    elif isinstance(node, list):
        for index, item in enumerate(node):
            yield from _currencies(item, (*at, index), model)


@cache
def _with_currencies(model: type[Section]) -> dict[str, type[Section]]:
    """The sections of a section in which, or below which, a currency can be stated."""
    return {
        name: section
        for name, section in sections(model).items()
        if "currency" in section.model_fields or _with_currencies(section)
    }


def _items(data: Any, *path: str) -> Iterator[tuple[Location, dict[str, Any]]]:
    node = data
    for step in path:
        node = node.get(step) if isinstance(node, dict) else None
    if isinstance(node, list):
        for index, item in enumerate(node):
            if isinstance(item, dict):
                yield (*path, index), item


def _texts(values: Iterable[object]) -> set[str]:
    return {value for value in values if isinstance(value, str)}
