from __future__ import annotations

from dataclasses import replace

import pytest

from engine.assessment import Location
from engine.errors import Problem
from engine.output import Options
from engine.output.colour import one_line
from engine.output.text import format_problems
from engine.output.words import counted, enumerated, long_day
from engine.run import Run, Tally, tally
from tests.output.building import BATNA, DAY, EMPTY, FULL, LIMIT, RULESET, WAIVED, format_text, run_of

FULL_TEXT = """\
acme: Software for Acme (stage bargaining, owner Kim Sample)
acme.yaml:3:5: blocker BATNA There is no alternative.
  help: Find one.
acme.yaml:3:5: waived major LIMIT There is no limit on the price. [issues[price]]
  accepted by manager until Monday, 2 March 2026: the board knows
acme.yaml:3:5: waiver GONE there is no rule GONE [issues[term]]
acme.yaml: error BUG division by something [issues[price]]
  2 questions to ask; first, to economic buyer: Who pays?
  2 fired (1 finding), 1 clear, 2 not evaluated, 1 not applicable, 1 waived, 1 errors

Found 1 blocker.
Not shown: what 2 not evaluated need (--show-unknown) and 1 piece of guidance (--show-guidance).
Checked as of Monday, 2 March 2026 with 1 pack of rules, inference built-in.
"""


def test_a_deal_has_its_findings_waivers_errors_guidance_questions_and_tally() -> None:
    assert format_text(run_of(FULL)) == FULL_TEXT


def test_what_was_not_evaluated_is_listed_on_demand() -> None:
    shown = set(format_text(run_of(FULL), Options(show_unknown=True)).splitlines())
    assert shown - set(FULL_TEXT.splitlines()) == {
        "Not shown: 1 piece of guidance (--show-guidance).",
        "  not evaluated COST [issues[start]] needs pricing.cost, pricing.floor",
        "  not evaluated ODD needs nothing that can be filled in",
    }


def test_guidance_is_listed_on_demand() -> None:
    shown = format_text(run_of(FULL), Options(show_guidance=True, show_unknown=True))
    assert '\n  guidance CALL Call them. [issues[price]]\n    say: "What helps?"\n' in shown
    assert "Not shown" not in shown


def test_colour_changes_nothing_but_the_escape_sequences() -> None:
    coloured = format_text(run_of(FULL), Options(colour=True))
    assert "\x1b[1;31mblocker\x1b[0m BATNA" in coloured
    assert "\x1b[1;31m1 errors\x1b[0m" in coloured
    plain = coloured
    for code in ("\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[1;31m", "\x1b[33m", "\x1b[36m"):
        plain = plain.replace(code, "")
    assert plain == FULL_TEXT


def test_several_deals_get_a_total() -> None:
    two = replace(EMPTY, id="two", findings=(LIMIT, LIMIT), outcomes=())
    lines = format_text(run_of(EMPTY, two, FULL)).splitlines()
    assert lines[-4:] == [
        "Found 1 blocker and 2 minor in 2 of 3 deals.",
        "In total 2 fired (3 findings), 1 clear, 2 not evaluated, 1 not applicable, 1 waived, 1 errors.",
        "Not shown: what 2 not evaluated need (--show-unknown) and 1 piece of guidance (--show-guidance).",
        "Checked as of Monday, 2 March 2026 with 1 pack of rules, inference built-in.",
    ]


def test_deals_without_findings_say_so() -> None:
    assert "\nNo findings in 2 deals.\n" in format_text(run_of(EMPTY, EMPTY))


def test_files_that_could_not_be_checked_are_counted_once_each() -> None:
    problems = tuple(
        Problem("syntax", "wrong", source) for source in ("a.yaml", "a.yaml", "b.yaml", "c.yaml")
    )
    text = format_text(Run(DAY, RULESET, (), problems))
    assert text.startswith("3 inputs could not be checked.\n")
    assert "No findings" not in text


def test_a_deal_made_in_memory_has_no_line() -> None:
    finding = replace(BATNA, location=Location("", 0, 0, "us.batna"))
    assert "\n<deal>: blocker BATNA" in format_text(run_of(replace(EMPTY, findings=(finding,))))


def test_guidance_without_words_to_say() -> None:
    silent = replace(FULL.advice[0], say="", subject="")
    run = run_of(replace(EMPTY, advice=(silent,)))
    lines = format_text(run, Options(show_guidance=True)).splitlines()
    assert lines[1:3] == [
        "  guidance CALL Call them.",
        "  0 fired (0 findings), 0 clear, 0 not evaluated, 0 not applicable, 0 waived, 0 errors",
    ]


def test_a_waiver_without_an_end_names_none() -> None:
    assert WAIVED.waived is not None
    waived = replace(WAIVED, subject="", waived=replace(WAIVED.waived, until=None))
    text = format_text(run_of(replace(EMPTY, findings=(waived,))))
    assert (
        "waived major LIMIT There is no limit on the price.\n  accepted by manager: the board knows\n" in text
    )


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        (
            Problem("unknown-key", "unknown key 'x'", "a.yaml", 3, 7, "us.x", "did you mean 'y'?"),
            "a.yaml:3:7: error unknown-key unknown key 'x' [us.x]\n  help: did you mean 'y'?\n",
        ),
        (
            Problem("missing-file", "there is no such file", "a.yaml"),
            "a.yaml: error missing-file there is no such file\n",
        ),
        (Problem("odd", "two\nlines\x1b[2J", "a\x07.yaml"), "a\ufffd.yaml: error odd two lines\ufffd[2J\n"),
    ],
)
def test_problems(problem: Problem, expected: str) -> None:
    assert format_problems([problem]) == expected


def test_the_tally_adds_up_to_all_outcomes() -> None:
    counts = tally([FULL, FULL])
    assert counts == Tally(fired=4, clear=2, not_evaluated=4, not_applicable=2, waived=2, errors=2)
    assert sum((counts.fired, counts.clear, counts.not_evaluated)) + sum(
        (counts.not_applicable, counts.waived, counts.errors)
    ) == 2 * len(FULL.outcomes)


def test_waived_findings_are_not_counted_by_severity() -> None:
    assert run_of(FULL).counted().findings == {"blocker": 1, "major": 0, "minor": 0, "advice": 0}


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a\n b\t c ", "a b c"), ("\x1b[31m", "\ufffd[31m"), ("a\u202eb", "a\ufffdb"), ("Küche", "Küche")],
)
def test_texts_of_users_become_one_harmless_line(text: str, expected: str) -> None:
    assert one_line(text) == expected


def test_words() -> None:
    assert long_day(DAY) == "Monday, 2 March 2026"
    assert [counted(1, "deal"), counted(0, "deal")] == ["1 deal", "0 deals"]
    assert counted(2, "weakness", "es") == "2 weaknesses"
    assert [enumerated(["a", "b", "c"][:count]) for count in (1, 2, 3)] == ["a", "a and b", "a, b and c"]
