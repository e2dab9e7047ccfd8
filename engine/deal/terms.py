"""Gives the raw terms of a deal file their types, since only the issue's kind tells what a value is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, get_args

from ..suggest import near_or_listed
from .issues import Kind
from .paths import Location
from .shown import shown
from .term import Term, TermMistake, parse_term

Report = Callable[[Location, str, str, str], None]
"""Takes location, code, message and hint of one mistake."""

_KINDS = get_args(Kind)
_POSITION_TERMS = ("opening", "target", "walkaway")


class _KnownIssue(NamedTuple):
    kind: str | None  # None when the file gives none that exists: its terms cannot be typed
    options: tuple[str, ...] | None


def type_terms(data: Mapping[str, Any], report: Report) -> dict[str, Any]:
    """A copy of a deal file's data with a `Term` for each raw term; mistakes are reported and left out."""
    typer = _TermTyper(data, report)
    typed = dict(data)
    typer.replace_each(typed, "issues", (), typer.issue)
    if isinstance(data.get("strategy"), dict):
        typed["strategy"] = dict(data["strategy"])
        typer.replace_each(typed["strategy"], "concessions", ("strategy",), typer.concession)
    if isinstance(data.get("bargaining"), dict):
        typed["bargaining"] = dict(data["bargaining"])
        typer.replace_each(typed["bargaining"], "offers", ("bargaining",), typer.package)
    if isinstance(data.get("commitment"), dict):
        typed["commitment"] = typer.package(data["commitment"], ("commitment",))
    return typed


class _TermTyper:
    def __init__(self, data: Mapping[str, Any], report: Report) -> None:
        self._report = report
        self._issues: dict[str, _KnownIssue] = {}
        issues = data.get("issues")
        for issue in issues if isinstance(issues, list) else ():
            if isinstance(issue, dict) and isinstance(issue.get("id"), str):
                kind, options = issue.get("kind"), issue.get("options")
                self._issues[issue["id"]] = _KnownIssue(
                    kind if kind in _KINDS else None,
                    (options,) if isinstance(options, str) else _texts(options),
                )

    @staticmethod
    def replace_each(
        holder: dict[str, Any],
        field: str,
        at: Location,
        replace: Callable[[Mapping[str, Any], Location], dict[str, Any]],
    ) -> None:
        items = holder.get(field)
        if isinstance(items, list):
            holder[field] = [
                replace(item, (*at, field, index)) if isinstance(item, dict) else item
                for index, item in enumerate(items)
            ]

    def issue(self, issue: Mapping[str, Any], at: Location) -> dict[str, Any]:
        typed = dict(issue)
        for side in ("ours", "theirs"):
            position = issue.get(side)
            if isinstance(position, dict):
                stand = typed[side] = dict(position)
                for field in _POSITION_TERMS:
                    if (raw := position.get(field)) is not None:
                        stand[field] = self._term(raw, issue.get("id"), at, side, field)
        return typed

    def concession(self, concession: Mapping[str, Any], at: Location) -> dict[str, Any]:
        typed = dict(concession)
        issue = concession.get("issue")
        moved = [field for field in ("from", "to") if concession.get(field) is not None]
        if moved and issue is None:
            message = f"{moved[0]!r} needs the issue it is about"
            self._report((*at, moved[0]), "no-issue", message, "add issue: ...")
        for field in moved:
            typed[field] = self._term(concession[field], issue, at, field)
        return typed

    def package(self, holder: Mapping[str, Any], at: Location) -> dict[str, Any]:
        typed = dict(holder)
        terms = holder.get("terms")
        if isinstance(terms, dict):
            package = typed["terms"] = {}
            for issue, raw in terms.items():
                if issue not in self._issues:
                    hint = near_or_listed(issue, self._issues) or "describe it under issues, or drop it here"
                    message = f"there is no issue {shown(issue)}"
                    self._report((*at, "terms", issue), "unknown-issue", message, hint)
                elif raw is not None and (term := self._term(raw, issue, at, "terms", issue)) is not None:
                    package[issue] = term
        return typed

    def _term(self, raw: object, issue: object, at: Location, *below: str) -> Term | None:
        known = self._issues.get(issue) if isinstance(issue, str) else None
        if known is None or known.kind is None:
            return None
        if isinstance(raw, Term):
            return raw
        try:
            return parse_term(raw, known.kind, known.options)
        except TermMistake as mistake:
            self._report((*at, *below), "wrong-term", str(mistake), mistake.hint)
            return None


def _texts(values: object) -> tuple[str, ...] | None:
    if not isinstance(values, list):
        return None
    return tuple(value for value in values if isinstance(value, str))
