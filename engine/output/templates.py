"""Reports for those who write templates: the list of them, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..documents.template_lint.model import Flaw
from ..documents.template_lint.review import Review, TemplateFile
from .colour import Paint, one_line, painter
from .words import counted


def format_templates(files: Sequence[TemplateFile], colour: bool = False) -> str:
    """A line a template: its name, what is made of it, and the file if it is not the shipped one."""
    paint = painter(colour)
    width = max(len(one.name) for one in files)
    purpose = max(len(one.purpose) for one in files)
    return "".join(
        f"{paint(f'{one.name:<{width}}', 'strong')}  {one.purpose:<{purpose}}  "
        f"{'shipped' if one.shipped else one_line(str(one.path))}\n"
        for one in files
    )


def format_reviews(reviews: Sequence[Review], colour: bool = False) -> str:
    """The flaws of templates, each with its file, part and paragraph; then how many there are."""
    paint = painter(colour)
    lines = [line for one in reviews for flaw in one.flaws for line in _flaw(flaw, paint)]
    flaws = [flaw for one in reviews for flaw in one.flaws]
    notes = sum(flaw.note for flaw in flaws)
    wrong = len(flaws) - notes
    verdict = f"Found {counted(wrong, 'mistake')} and {counted(notes, 'note')} in {counted(len(reviews), 'template')}."
    lines.append(paint(verdict, "error" if wrong else "good"))
    return "\n".join(lines) + "\n"


def _flaw(flaw: Flaw, paint: Paint) -> Iterator[str]:
    problem = flaw.problem
    word = paint("note", "advice") if flaw.note else paint("error", "error")
    yield f"{paint(one_line(problem.source), 'strong')}: {word} {problem.code} {one_line(problem.message)}"
    if problem.hint:
        yield f"  help: {one_line(problem.hint)}"
