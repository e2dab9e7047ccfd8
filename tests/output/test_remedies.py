"""How remedies look."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from engine.answering import find_slot
from engine.assessment import Question
from engine.assessment.comparison import Comparison
from engine.deal.term import Term
from engine.output.remedies import format_remedies
from engine.remedies import Attempt, Change, Remedy
from tests.output.building import BATNA, LIMIT

NOTHING = Comparison((), (), (), (), (), (), ())
BARE = Remedy(BATNA, "a: 1\nb: 2\n", None, None, (), False, ())
CHANGE = Change("us.walkaway.value", Term.of(190_000), Decimal(210_000))
ATTEMPT = Attempt(
    (CHANGE, replace(CHANGE, path="x", after=Decimal("1.5"))),
    "a: 1\nb: 3\n",
    replace(
        NOTHING, fixed=(BATNA, LIMIT), new=(LIMIT,), changed=((LIMIT, replace(LIMIT, severity="major")),)
    ),
)
REASON, SUMMARY = (find_slot(path, {}) for path in ("us.walkaway.reason", "us.batna.summary"))
ASKED = Question("q", "them", "Who decides?", "", "", "", "", (), 1)


def test_without_findings_nothing_is_said() -> None:
    assert format_remedies(()) == ""


def test_nothing_found() -> None:
    assert format_remedies([BARE]) == (
        "\nHow to clear BATNA\n  No small edit of what is ours to decide clears it.\n  help: Find one.\n"
    )
    mute = replace(BARE, finding=LIMIT)
    assert format_remedies([mute]) == (
        "\nHow to clear LIMIT [issues[price]]\n  No small edit of what is ours to decide clears it.\n"
    )


def test_an_edit_shows_its_lines_and_what_else_it_does() -> None:
    assert format_remedies([replace(BARE, edit=ATTEMPT, blanks=(REASON,))]) == (
        "\nHow to clear BATNA\n"
        "  This edit of acme.yaml clears it; that was checked, and nothing as grave comes:\n"
        "    2 - b: 2\n"
        "    2 + b: 3\n"
        "    gone too: minor LIMIT There is no limit on the price. [issues[price]]\n"
        "    it brings: minor LIMIT There is no limit on the price. [issues[price]]\n"
        "    it becomes major: minor LIMIT There is no limit on the price. [issues[price]]\n"
        "  Or stating this clears it; state only what is so:\n"
        "    us.walkaway.reason: a text. Why there; a strategic reason if it is worse than the BATNA.\n"
    )


def test_an_edit_that_does_harm_is_not_shown_as_one_to_make() -> None:
    text = format_remedies([replace(BARE, refused=ATTEMPT, questions=(ASKED,))])
    assert text.startswith(
        "\nHow to clear BATNA\n"
        "  To change us.walkaway.value from 190,000 to 210,000 and x from 190,000 to 1.5 clears it, but not without "
        "harm:\n"
        "    gone too: minor LIMIT"
    )
    assert text.endswith("  Ask them: Who decides?\n")


def test_what_to_state() -> None:
    one = format_remedies([replace(BARE, blanks=(REASON, SUMMARY))])
    assert "  Stating one of these clears it; state only what is so:\n" in one
    assert "    us.batna.summary: a text. The alternative, in words.\n" in one
    together = format_remedies([replace(BARE, blanks=(REASON, SUMMARY), together=True)])
    assert "  Stating all of this clears it; state only what is so:\n" in together


def test_colour() -> None:
    assert "\x1b[" in format_remedies([replace(BARE, edit=ATTEMPT)], colour=True)
