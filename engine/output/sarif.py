"""A run as SARIF 2.1.0 (OASIS, 2020), which code hosts and editors read: a result a finding."""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from typing import Any, BinaryIO
from urllib.parse import quote

from .. import __version__
from ..assessment import Assessment, Finding, Location, Outcome
from ..errors import Problem
from ..ruleset.schema import Severity
from ..run import Refusal, RunInfo, Totals
from .colour import one_line
from .encoding import encode, encode_line
from .options import Options
from .report import Format
from .spool import Spool

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS: dict[Severity, str] = {"blocker": "error", "major": "warning", "minor": "note", "advice": "note"}
RANKS: dict[Severity, int] = {"blocker": 100, "major": 70, "minor": 40, "advice": 10}
"""Tell apart what is one level in SARIF."""

_Data = dict[str, Any]


class _SarifReport:
    """Results are written as they come; the rules that they name, and notes on the run, at its end."""

    def __init__(self, file: BinaryIO, info: RunInfo, options: Options) -> None:
        self._file = file
        self._info = info
        self._show_unknown = options.show_unknown
        self._rules: dict[str, _Data] = {}
        self._places: dict[str, int] = {}
        self._notes = Spool()
        self._separator = "\n"
        self._write(f'{{"$schema":"{SCHEMA}","version":"2.1.0","runs":[{{"results":[')

    def deal(self, one: Assessment) -> None:
        """A result a finding; waived ones are suppressed."""
        for finding in one.findings:
            level = LEVELS[finding.severity]
            index = self._index(finding.rule, finding.title, level, finding.practice)
            self._result(_result(one, finding) | {"ruleIndex": index})
        for outcome in one.outcomes:
            if outcome.outcome == "error":
                note = _message(f"{outcome.rule} could not be run: {outcome.error}")
                self._note(note | {"locations": [_place(Location(one.path, 0, 0, outcome.subject))]})
            elif outcome.outcome == "not evaluated" and self._show_unknown:
                index = self._index(outcome.rule, outcome.rule, "none", ())
                self._result(_open(one, outcome) | {"ruleIndex": index})

    def refusal(self, one: Refusal) -> None:
        """A note a problem."""
        for problem in one.problems:
            self._note(_problem(problem))

    def finish(self, totals: Totals) -> None:
        """Writes what was noted, and the rules."""
        self._write(
            '\n],"columnKind":"unicodeCodePoints","invocations":[{"executionSuccessful":'
            f'{"false" if totals.failed else "true"},"toolExecutionNotifications":['
        )
        self._notes.copy_to(self._file)
        driver = {
            "name": "negotia",
            "version": __version__,
            "semanticVersion": __version__,
            "rules": list(self._rules.values()),
        }
        properties = {
            "as_of": self._info.as_of,
            "ruleset": self._info.ruleset.sha256,
            "packs": [f"{name} {version}" for name, version, _ in self._info.ruleset.packs],
        }
        self._write(f']}}],"tool":{encode({"driver": driver})},"properties":{encode(properties)}}}]}}\n')

    def _index(self, rule: str, title: str, level: str, practice: tuple[str, ...]) -> int:
        """The place of a rule among those named; the first result of a rule describes it."""
        if rule not in self._rules:
            self._places[rule] = len(self._rules)
            self._rules[rule] = {
                "id": rule,
                "shortDescription": _text(title),
                "fullDescription": _text(title),
                "help": _text(f"What the rule wants, and why: negotia explain {rule}"),
                "defaultConfiguration": {"level": level},
                "properties": {"tags": list(practice)},
            }
        return self._places[rule]

    def _result(self, result: _Data) -> None:
        self._write(self._separator + encode_line(result).decode())
        self._separator = ",\n"

    def _note(self, note: _Data) -> None:
        separator = "" if self._notes.empty else ","
        self._notes.write(f"{separator}\n{encode_line({'level': 'error'} | note).decode()}")

    def _write(self, text: str) -> None:
        self._file.write(text.encode())


def _result(one: Assessment, finding: Finding) -> _Data:
    message = " ".join(filter(None, (finding.message, finding.remedy)))
    return {
        "ruleId": finding.rule,
        "kind": "fail",
        "level": LEVELS[finding.severity],
        "rank": RANKS[finding.severity],
        **_message(message),
        "locations": [_place(finding.location)],
        "partialFingerprints": _fingerprints(one.id, finding.id),
        "suppressions": [_suppression(finding)] if finding.waived else [],
        "properties": _about(one) | {"severity": finding.severity, "subject": one_line(finding.subject)},
    }


def _open(one: Assessment, outcome: Outcome) -> _Data:
    needs = ", ".join(outcome.needs) or "nothing that can be filled in"
    return {
        "ruleId": outcome.rule,
        "kind": "open",
        "level": "none",
        **_message(f"{outcome.rule} could not be evaluated; it needs {needs}."),
        "locations": [_place(Location(one.path, 0, 0, outcome.subject))],
        "partialFingerprints": _fingerprints(one.id, f"{outcome.rule}:{outcome.subject}"),
        "suppressions": [],
        "properties": _about(one) | {"subject": one_line(outcome.subject)},
    }


def _about(one: Assessment) -> _Data:
    return {"deal": one_line(one.id), "owner": one_line(one.owner), "stage": one.stage}


def _suppression(finding: Finding) -> _Data:
    assert finding.waived is not None
    until = f" until {finding.waived.until}" if finding.waived.until else ""
    reason = one_line(f"Accepted by {finding.waived.by}{until}: {finding.waived.reason}")
    return {"kind": "external", "status": "accepted", "justification": reason}


def _problem(problem: Problem) -> _Data:
    told = f"{problem.message} ({problem.hint})" if problem.hint else problem.message
    place = _place(Location(problem.source, problem.line, problem.column, problem.path))
    return {"descriptor": {"id": problem.code}, **_message(told), "locations": [place]}


def _place(location: Location) -> _Data:
    place: _Data = {}
    if location.source:
        physical: _Data = {"artifactLocation": {"uri": _uri(location.source)}}
        if location.line:
            physical["region"] = {"startLine": location.line, "startColumn": max(location.column, 1)}
        place["physicalLocation"] = physical
    if location.path:
        place["logicalLocations"] = [{"fullyQualifiedName": one_line(location.path), "kind": "member"}]
    return place


def _uri(source: str) -> str:
    path = PurePath(one_line(source))
    if path.is_absolute():
        return path.as_uri()
    # A colon in the first segment would look like the scheme of an address.
    return quote(path.as_posix(), safe="/~")


def _fingerprints(deal: str, finding: str) -> _Data:
    """Of the deal and the finding's id: the same wherever they stand in the file and whatever it is called.

    The second is what GitHub compares.
    """
    digest = hashlib.sha256(f"{deal}\0{finding}".encode("utf-8", "replace")).hexdigest()
    return {"negotiaFinding/v1": digest, "primaryLocationLineHash": f"{digest[:16]}:1"}


def _message(text: str) -> _Data:
    return {"message": _text(text)}


def _text(text: str) -> _Data:
    """A message; braces and what would be a link are escaped as section 3.11 of SARIF wants it."""
    literal = one_line(text).replace("{", "{{").replace("}", "}}").replace("](", "\\](")
    return {"text": literal or "-"}


SARIF = Format("sarif", "SARIF 2.1.0, for code hosts and editors", _SarifReport)
