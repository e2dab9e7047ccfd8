"""Baselines: what a check makes of them, and how they are made from today's findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.assessment import Assessment
from engine.baseline import (
    Baseline,
    BaselineFile,
    Entry,
    Taking,
    Terms,
    accepted,
    format_baseline,
    parse_baseline,
    read_baseline,
    read_pinned,
)
from engine.checking import check
from engine.errors import NegotiaError, SourceError
from engine.output.taken import format_taken
from tests.making import MONDAY, deal_of, rules_of

RULES = rules_of(
    """
    rules:
      - {id: A-BLOCK, title: t, severity: blocker, when: missing(us.batna), message: m, remedy: r}
      - {id: A-FIRM, title: t, severity: major, when: missing(us.batna), message: m, remedy: r, waivable: no}
      - {id: A-BOSS, title: t, severity: major, when: missing(us.batna), message: m, remedy: r, waivable: by manager}
      - {id: A-EACH, title: t, severity: minor, for_each: x in issues, when: missing(x.ours), message: m, remedy: r}
    """
)
PLAN = "issues: [{id: a, kind: money}, {id: ab, kind: money}]"
LATER = date(2026, 12, 31)


def entry(rule: str, **rest: object) -> Entry:
    return Entry(**{"deal": "d", "rule": rule, "by": "manager", "reason": "known", **rest})  # type: ignore[arg-type]  # kinds are mixed


def baseline(*entries: Entry) -> Baseline:
    return parse_baseline(format_baseline(entries), "our.baseline")


def assessed(text: str = PLAN) -> Assessment:
    return check(deal_of(text), RULES, MONDAY)


def waived(assessment: Assessment) -> set[str]:
    return {one.id for one in assessment.findings if one.waived}


@pytest.mark.parametrize(
    ("one", "ids", "state"),
    [
        (entry("A-EACH"), {"A-EACH:issues[a]", "A-EACH:issues[ab]"}, "used"),
        (entry("A-EACH", subject="issues[a]"), {"A-EACH:issues[a]"}, "used"),
        (entry("A-EACH", subject="issues"), {"A-EACH:issues[a]", "A-EACH:issues[ab]"}, "used"),
        (entry("A-EACH", subject="issues[b]"), set(), "no match"),
        (entry("A-EACH", severity="minor"), {"A-EACH:issues[a]", "A-EACH:issues[ab]"}, "used"),
        (entry("A-EACH", severity="advice"), set(), "graver"),
        (entry("A-EACH", until=date(2026, 3, 1)), set(), "expired"),
        (entry("A-BLOCK"), set(), "needs a last day"),
        (entry("A-BLOCK", subject="", until=LATER), {"A-BLOCK:"}, "used"),
        (entry("A-BLOCK", severity="major"), set(), "graver"),
        (entry("A-FIRM"), set(), "not allowed"),
        (entry("A-BOSS", by="Kim"), set(), "not allowed"),
        (entry("A-NONE"), set(), "unknown rule"),
    ],
)
def test_what_an_entry_accepts(one: Entry, ids: set[str], state: str) -> None:
    found = accepted(assessed(), baseline(one), RULES)
    assert waived(found) == ids
    (note,) = found.waivers
    assert (note.rule, note.subject, note.state) == (one.rule, one.subject or "", state)
    assert (note.location.source, note.location.line) == ("our.baseline", 2)


def test_what_has_become_graver_is_said_with_both_severities() -> None:
    (note,) = accepted(assessed(), baseline(entry("A-EACH", severity="advice")), RULES).waivers
    assert note.message == "was accepted as advice and is minor now; the finding counts again"


def test_a_waiver_of_the_deal_stays_and_the_entry_for_it_is_stale() -> None:
    text = f"{PLAN}\nwaivers: [{{rule: A-BOSS, by: manager, reason: in the deal}}]"
    found = accepted(assessed(text), baseline(entry("A-BOSS")), RULES)
    (finding,) = [one for one in found.findings if one.waived]
    assert finding.waived is not None
    assert finding.waived.reason == "in the deal"
    assert [one.state for one in found.waivers] == ["used", "no match"]


def test_other_deals_are_not_touched_and_the_order_stays() -> None:
    before = assessed()
    assert accepted(before, baseline(entry("A-EACH", deal="other")), RULES) is before
    after = accepted(before, baseline(entry("A-EACH")), RULES)
    assert [one.id for one in after.findings] == [one.id for one in before.findings]


def taken_of(old: Baseline, terms: Terms | None, *texts: str, prune: bool = False) -> Taking:
    taking = Taking(old, terms, RULES, prune=prune)
    for text in texts:
        taking.add(assessed(text))
    return taking


TERMS = Terms("manager", "as found", MONDAY, LATER)


def test_today_s_findings_are_accepted_and_then_nothing_is_new() -> None:
    taken = taken_of(baseline(), TERMS, PLAN).taken()
    assert (taken.new, taken.kept, taken.stale, taken.unchecked) == (4, 0, 0, 0)
    assert taken.left == {("A-FIRM", "A-FIRM cannot be waived"): 1}
    made = baseline(*taken.entries)
    found = accepted(assessed(), made, RULES)
    assert [one.rule for one in found.open_findings] == ["A-FIRM"]
    assert {one.severity for one in made.entries} == {"blocker", "major", "minor"}
    again = taken_of(made, None, PLAN).taken()
    assert format_baseline(again.entries) == format_baseline(taken.entries)
    assert (again.new, again.kept) == (0, 4)


def test_blockers_need_a_last_day_and_others_their_role() -> None:
    taken = taken_of(baseline(), Terms("Kim", "as found", MONDAY), PLAN).taken()
    assert taken.left == {
        ("A-BLOCK", "a blocker can only be waived until a day that is named (until: ...)"): 1,
        ("A-BOSS", "A-BOSS may be waived by manager, not by Kim"): 1,
        ("A-FIRM", "A-FIRM cannot be waived"): 1,
    }


def test_what_is_stale_goes_and_what_holds_is_kept_as_it_was() -> None:
    wide = entry("A-EACH", subject="issues", reason="written by hand")
    old = baseline(wide, entry("A-BOSS", until=date(2026, 3, 1)), entry("A-GONE"))
    taken = taken_of(old, TERMS, PLAN).taken()
    assert (taken.new, taken.kept, taken.stale) == (2, 1, 2)
    assert wide in taken.entries
    assert [one.reason for one in taken.entries if one.rule == "A-BOSS"] == ["as found"]


def test_other_deals_are_kept_unless_they_are_pruned() -> None:
    old = baseline(entry("A-EACH"), entry("A-EACH", deal="elsewhere"))
    assert taken_of(old, None, PLAN).taken().unchecked == 1
    pruned = taken_of(old, None, PLAN, prune=True).taken()
    assert (pruned.unchecked, pruned.stale, pruned.kept) == (0, 1, 1)


def test_what_has_become_of_it_is_told() -> None:
    old = baseline(entry("A-EACH", subject="issues[a]"), entry("A-EACH", deal="elsewhere"))
    assert format_taken(taken_of(old, None, PLAN).taken(), "our.baseline") == (
        "our.baseline: 0 accepted anew, 1 as before, 0 stale taken out.\n"
        "4 findings not accepted:\n"
        "  1 A-BLOCK: it is new\n"
        "  1 A-BOSS: it is new\n"
        "  1 A-EACH: it is new\n"
        "  1 A-FIRM: it is new\n"
        "Kept without a look: 1 about deals that are not among these (--prune takes them out).\n"
    )


WORDS = st.text(st.characters(codec="utf-8"), max_size=12)
ENTRIES = st.builds(
    Entry,
    deal=WORDS,
    rule=WORDS,
    by=WORDS,
    reason=WORDS,
    subject=st.none() | WORDS,
    severity=st.sampled_from([None, "blocker", "advice"]),
    on=st.none() | st.dates(),
    until=st.none() | st.dates(),
)


@given(st.lists(ENTRIES, max_size=5))
def test_what_is_written_is_read_again_in_one_order(entries: list[Entry]) -> None:
    text = format_baseline(entries)
    read = parse_baseline(text, "b").entries
    assert sorted(map(repr, bare(read))) == sorted(map(repr, bare(entries)))
    assert text.count(b"\n") == len(entries) + 1
    assert format_baseline(reversed(read)).count(b"\n") == len(entries) + 1


def bare(entries: object) -> Iterator[tuple[object, ...]]:
    for one in entries:  # type: ignore[attr-defined]  # tuple or list
        yield tuple(getattr(one, name.name) for name in fields(Entry) if name.name != "line")


HEAD = b'{"schema": "negotia/baseline/1"}\n'


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "b:1:1: is no baseline"),
        (b"[]\n", "b:1:1: is no baseline"),
        (b'{"schema": "negotia/baseline/2"}\n', "b:1:1: is no baseline"),
        (b"{\n", "b:1:1: is not JSON"),
        (HEAD + b"\n{", "b:3:1: is not JSON"),
        (HEAD + b'{"deal": "\xff"}', "b:2:1: is not JSON"),
        (HEAD + b"3", "b:2:1: is no entry of a baseline: Expected `object`, got `int`"),
        (HEAD + b'{"deal": "d", "rul": "R"}', "b:2:1: unknown key 'rul' (did you mean 'rule'?)"),
        (HEAD + b'{"deal": "d", "line": 3}', "b:2:1: unknown key 'line'"),
        (HEAD + b'{"deal": "d"}', "b:2:1: is no entry of a baseline: Object missing required field `rule`"),
        (
            HEAD + b'{"deal": "d", "rule": "R", "by": "k", "reason": "r", "until": "soon"}',
            "b:2:1: is no entry of a baseline: Invalid RFC3339 encoded date - at `$.until`",
        ),
    ],
)
def test_a_broken_baseline_is_refused_with_its_line(content: bytes, expected: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_baseline(content, "b")
    assert str(caught.value).startswith(expected)


def test_every_mistake_of_a_baseline_is_told() -> None:
    with pytest.raises(SourceError) as caught:
        parse_baseline(HEAD + b"3\n4\n", "b")
    assert [one.line for one in caught.value.problems] == [2, 3]


def test_a_file_that_is_missing_unreadable_or_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "our.baseline"
    with pytest.raises(SourceError, match="there is no such file"):
        read_baseline(path)
    with pytest.raises(SourceError, match="cannot be read: is a directory"):
        read_baseline(tmp_path)
    path.write_bytes(HEAD)
    file = BaselineFile(str(path), read_baseline(path).sha256)
    assert read_pinned(file).entries == ()
    path.write_bytes(b"\xef\xbb\xbf" + HEAD)
    assert read_baseline(path).entries == ()
    with pytest.raises(NegotiaError, match="was changed while deals were checked"):
        read_pinned(file)
    monkeypatch.setattr("engine.baseline.reading.MAX_BYTES", 3)
    with pytest.raises(SourceError, match="is larger than 3 bytes"):
        read_baseline(path)
