"""The shipped templates, each compiled once a process, and what a document says of itself."""

from __future__ import annotations

from datetime import UTC, datetime, time
from functools import cache

from ..casefile import CaseFile
from ..resources import folder
from .properties import Properties
from .template import Template, compile_template

_LONGEST_PROPERTY = 200


@cache
def shipped_template(name: str) -> Template:
    """The template `templates/<name>.docx`. TemplateError if someone has broken it."""
    return compile_template(folder("templates") / f"{name}.docx")


def properties_of(case: CaseFile, title: str, *, shared: bool = False) -> Properties:
    """Title, author, subject and time of a document of this case: its day is the day of the check.

    A `shared` document goes to the other side: it comes from our company and does not say what we call the deal.
    """
    deal = case.deal
    full_title = (
        f"{title} of {deal.us.name} for {deal.them.name}" if shared else f"{title}: {deal.deal.title}"
    )
    author = deal.us.name if shared else deal.deal.owner or "negotia"
    return Properties(
        created=datetime.combine(case.assessment.as_of, time(), UTC),
        title=full_title[:_LONGEST_PROPERTY],
        author=author[:_LONGEST_PROPERTY],
        subject=f"{deal.us.name} and {deal.them.name}"[:_LONGEST_PROPERTY],
        keywords="",
        description="",
    )
