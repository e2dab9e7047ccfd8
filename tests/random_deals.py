"""Deals drawn from the JSON Schema of deal files: any section may be there or not, and all that refers to something
refers to what is there. The same seed gives the same deal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from engine.deal.base import Section
from engine.deal.model import Deal
from engine.deal.paths import raw_key, sections
from engine.deal.schema import deal_schema

Data = dict[str, Any]
Draw = Callable[[Mapping[str, Any]], Any]

SCHEMA = deal_schema()
START = date(2026, 3, 2)
WORDS = (
    *("none", "the price", "a mediator", "case study", "synergy", "auction", "escalate", "break", "risk"),
    *("Ada", "Head of IT", "paraphrase and take notes", "partial agreement", "pain point", "hope"),
)


class RandomDeal:
    """Draws one deal."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._fill = self._random.choice((0.15, 0.4, 0.7, 0.9))
        self._count = 0
        self._issues: dict[str, Data] = {}
        self._people: dict[str, list[str]] = {"us": [], "them": []}
        self._concessions: list[str] = []
        self._special: dict[tuple[str, str], Draw] = {
            ("Header", "id"): lambda _: "random",
            ("Position", "scores"): lambda _: None,
            ("Offer", "concessions"): lambda _: self._some(self._concessions),
            ("Offer", "terms"): lambda _: self._terms(),
            ("Bargaining", "offers"): lambda _: self._offers(),
            ("Commitment", "terms"): lambda _: self._terms(),
        }

    def data(self) -> Data:
        """The deal as plain data; the header and the parties first, issues before what speaks of them."""
        top = SCHEMA["properties"]
        data = {"deal": self._record("Header"), "us": self._party("us"), "them": self._party("them")}
        if self._there():
            data["issues"] = self._draw_issues()
        for name in (
            "strategy",
            *(name for name in top if name not in ("schema", *data, "issues", "strategy")),
        ):
            if self._there():
                data[name] = self._value(top[name], "Deal", name)
        return {name: value for name, value in data.items() if value is not None}

    def _there(self) -> bool:
        return self._random.random() < self._fill

    def _party(self, side: str) -> Data:
        party = self._record("Party")
        self._people[side] = [person["name"] for person in party.get("people") or ()]
        return party

    def _draw_issues(self) -> list[Data]:
        found = []
        for number in range(self._random.randrange(4)):
            issue = self._record("Issue", "ours", "theirs")
            issue["id"] = f"i{number}"
            issue["options"] = ["low", "middle", "high"] if issue["kind"] == "choice" else None
            for side in ("ours", "theirs"):
                if self._there():
                    issue[side] = self._position(issue)
            self._issues[issue["id"]] = issue
            found.append({name: value for name, value in issue.items() if value is not None})
        return found

    def _position(self, issue: Data) -> Data:
        terms = ("opening", "target", "walkaway")
        position = self._record("Position", *terms)
        return {**position, **{name: self._term(issue["kind"]) for name in terms if self._there()}}

    def _term(self, kind: str) -> Any:
        if kind == "choice":
            value: Any = self._random.choice(("low", "middle", "high"))
        elif kind == "text":
            value = self._random.choice(WORDS)
        else:
            draw = self._date if kind == "date" else self._number
            value = draw() if self._random.random() < 0.8 else sorted((draw(), draw()))
        return {"value": value, "source": "estimated"} if self._random.random() < 0.2 else value

    def _terms(self) -> Data:
        return {id: self._term(self._issues[id]["kind"]) for id in self._some(list(self._issues))}

    def _offers(self) -> list[Data]:
        """Rounds in which one side or both speak; a few offers in a row repeat what was said."""
        found = []
        for place in range(self._random.randrange(9)):
            offer = {**self._record("Offer", "id", "terms"), "id": f"o{place}", "round": place // 2 + 1}
            offer["by"] = (
                self._random.choice(("us", "them"))
                if self._random.random() < 0.2
                else ("us", "them")[place % 2]
            )
            if self._random.random() < 0.8:
                offer["terms"] = self._terms()
            found.append(offer)
        return found

    def _some(self, names: list[str]) -> list[str]:
        return [name for name in names if self._random.random() < 0.6]

    def _record(self, name: str, *without: str) -> Data:
        node = SCHEMA["$defs"][name]
        needed = node.get("required", ())
        record = {
            key: value
            for key, below in node["properties"].items()
            if key not in without and (key in needed or self._there())
            if (value := self._value(below, name, key)) is not None
        }
        return self._fitted(name, record)

    def _fitted(self, name: str, record: Data) -> Data:
        """The record with references to what is there, or without them."""
        issue = self._random.choice(list(self._issues)) if self._issues else None
        if "issue" in record:
            record["issue"] = issue
        if name == "Concession":
            record["id"] = f"c{self._next()}"
            self._concessions.append(record["id"])
            for field in ("from", "to"):
                if field in record:
                    record[field] = (
                        self._term(self._issues[issue]["kind"]) if issue and "issue" in record else None
                    )
        return {key: value for key, value in record.items() if value is not None}

    def _value(self, node: Mapping[str, Any], owner: str, name: str) -> Any:
        special = self._special.get((owner, name))
        if special is not None:
            return special(node)
        if "$ref" in node:
            return self._named(node["$ref"].rpartition("/")[2])
        if "anyOf" in node:
            return self._value(next(one for one in node["anyOf"] if one.get("type") != "null"), owner, name)
        if "enum" in node:
            return self._random.choice([one for one in node["enum"] if one is not None])
        kinds = [node["type"]] if isinstance(node["type"], str) else node["type"]
        return self._of_kind(next(kind for kind in kinds if kind != "null"), node, owner, name)

    def _named(self, name: str) -> Any:
        if name in ("Quantity", "Term"):
            return self._term("number")
        if name == "Texts":
            return [self._text() for _ in range(self._random.randrange(1, 3))]
        return "EUR" if name == "Currency" else self._record(name)

    def _of_kind(self, kind: str, node: Mapping[str, Any], owner: str, name: str) -> Any:
        if kind == "array":
            return self._list(node["items"], owner, name)
        if kind == "boolean":
            return self._random.random() < 0.5
        if kind == "integer":
            return self._random.randrange(max(node.get("minimum", 0), 0), node.get("maximum", 90) + 1)
        if kind == "number":
            return self._number() or int("exclusiveMinimum" in node)
        if node.get("format") == "date":
            return self._date()
        return f"{self._date()}T10:00+01:00" if "examples" in node else self._text()

    def _list(self, items: Mapping[str, Any], owner: str, name: str) -> list[Any]:
        drawn = [self._value(items, owner, name) for _ in range(self._random.randrange(4))]
        if "$ref" not in items:
            return list(dict.fromkeys(drawn))
        kind = _SECTIONS[items["$ref"].rpartition("/")[2]]
        if kind.__name__ == "Contact":
            drawn = list(self._contacts(drawn))
        return list({raw_key(kind, one) or str(place): one for place, one in enumerate(drawn)}.values())

    def _contacts(self, drawn: list[Data]) -> Iterator[Data]:
        for contact in drawn:
            if self._people[contact["party"]]:
                yield {**contact, "person": self._random.choice(self._people[contact["party"]])}

    def _number(self) -> int | Decimal:
        value = self._random.choice((0, 1, 2, 5, 10, 50, 80, 100, 120, 5_000, 20_000))
        return Decimal(value) / 4 if self._random.random() < 0.2 else value

    def _date(self) -> str:
        return str(START + timedelta(days=self._random.choice((-40, -5, 0, 1, 4, 12, 40, 400))))

    def _text(self) -> str:
        return f"{self._random.choice(WORDS)} {self._next()}" if self._random.random() < 0.8 else "none"

    def _next(self) -> int:
        self._count += 1
        return self._count


def _sections(model: type[Section]) -> Iterator[tuple[str, type[Section]]]:
    yield model.__name__, model
    for below in sections(model).values():
        yield from _sections(below)


_SECTIONS = dict(_sections(Deal))
