"""What a document prints where the plan is silent: that it is not known, and where it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..texts import Texts
from .questions.selection import Numbered, QuestionPlan


@dataclass(frozen=True, slots=True)
class Gaps:
    """Finds the question behind an absent field of the deal."""

    plan: QuestionPlan
    texts: Texts

    def words(self, *paths: str) -> str:
        """`not known yet: ask question 2` for the first of the paths (or what holds it) that a question asks for.

        What is ours to decide is `not set yet`.
        """
        for path in paths:
            if found := _about(path, self.plan.for_them):
                return self.texts("brief.gap.ask", number=found.number)
            if found := _about(path, self.plan.for_us):
                return self.texts("brief.gap.to_do", number=found.number)
        return self.texts("brief.gap.ours" if all(map(_is_ours, paths)) else "brief.gap.theirs")


def _is_ours(path: str) -> bool:
    return path.startswith(("us", "meetings", "strategy", "deal", "exchange")) or ".ours" in path


def _about(path: str, questions: Sequence[Numbered]) -> Numbered | None:
    exact = next((one for one in questions if one.question.path == path), None)
    return exact or next((one for one in questions if _same_branch(one.question.path, path)), None)


def _same_branch(asked: str, wanted: str) -> bool:
    return bool(asked) and (asked.startswith(f"{wanted}.") or wanted.startswith((f"{asked}.", f"{asked}[")))
