"""What has become of a baseline, as text."""

from __future__ import annotations

from ..baseline import Taken
from .colour import one_line
from .words import counted


def format_taken(taken: Taken, name: str) -> str:
    """How many findings are accepted now, and which are not and why."""
    lines = [
        f"{one_line(name)}: {taken.new} accepted anew, {taken.kept} as before, {taken.stale} stale taken out."
    ]
    if taken.left:
        lines.append(f"{counted(sum(taken.left.values()), 'finding')} not accepted:")
        lines += [f"  {count} {rule}: {one_line(why)}" for (rule, why), count in sorted(taken.left.items())]
    if taken.unchecked:
        lines.append(
            f"Kept without a look: {taken.unchecked} about deals that are not among these (--prune takes them out)."
        )
    return "\n".join(lines) + "\n"
