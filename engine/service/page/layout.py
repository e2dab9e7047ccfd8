"""What the form for reps holds of a deal, in its order; everything else is edited in the text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """Fields of one place: of a section, or of each item of the list at `path`. Fields are named below it."""

    title: str
    path: str
    fields: tuple[tuple[str, str], ...]
    """Each with its label."""
    is_list: bool = False
    blank: int = 0
    """Empty rows for new items."""


HEADER = Part(
    "The deal",
    "deal",
    (
        ("title", "Title"),
        ("owner", "Owner"),
        ("stage", "Stage"),
        ("our_role", "Our role"),
        ("subject", "What is sold"),
        ("currency", "Currency"),
        ("contract_value.amount", "Contract value"),
        ("contract_value.basis", "Basis of the value"),
        ("relationship", "Relationship"),
        ("approach", "Approach"),
        ("approach_reason", "Why this approach"),
        ("close_date", "Close by"),
        ("effective_date", "In effect from"),
    ),
)
_SIDE = (
    ("name", "Name"),
    ("batna.summary", "Best alternative (BATNA)"),
    ("batna.value", "Worth of the alternative"),
    ("walkaway.summary", "Walk-away, in words"),
    ("walkaway.value", "Walk-away, as a value"),
)
US = Part(
    "Our side", "us", (*_SIDE, ("walkaway.reason", "Why there"), ("goals.short_term", "Goals of this deal"))
)
THEM = Part(
    "The other side",
    "them",
    (
        *_SIDE,
        ("decision_process", "How they decide"),
        ("paper_process", "From decision to signature"),
        ("compelling_event", "What makes them act by a date"),
    ),
)
_PERSON = (
    ("name", "Name"),
    ("role", "Role"),
    ("decision_role", "Part in the decision"),
    ("authority", "May decide alone"),
    ("attends", "Attends the next meeting"),
)
PARTS = (
    HEADER,
    US,
    Part("Our people", "us.people", _PERSON, is_list=True, blank=1),
    THEM,
    Part("Their people", "them.people", _PERSON, is_list=True, blank=1),
    Part(
        "Issues",
        "issues",
        (
            ("id", "Short key"),
            ("name", "Name"),
            ("kind", "Kind of value"),
            ("unit", "Unit"),
            ("tier", "Importance"),
            ("hard", "Our walk-away is a hard limit"),
            ("ours.opening", "Our opening"),
            ("ours.target", "Our target"),
            ("ours.walkaway", "Our walk-away"),
            ("ours.prefers", "Better for us"),
            ("theirs.opening", "Their opening"),
            ("theirs.target", "Their target"),
            ("theirs.walkaway", "Their walk-away"),
        ),
        is_list=True,
        blank=1,
    ),
)
MEETING = Part(
    "Next meeting",
    "meetings",
    (
        ("at", "When"),
        ("purpose", "Kind of meeting"),
        ("minutes", "Minutes"),
        ("place", "Place"),
        ("objective", "What we want to have at its end"),
        ("commitment", "Commitment we will ask for"),
        ("attendees", "Who attends"),
    ),
    is_list=True,
    blank=1,
)
"""Of its items, the form holds the next one only, or a blank row if there is none."""
