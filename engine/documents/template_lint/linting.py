"""A look at one template: its names, blocks, cells, bookmarks, corrections, parts, and documents made for trial."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Final

from jinja2 import TemplateSyntaxError

from ...errors import Problem, TemplateError
from ..drawings import find_charts
from ..ooxml import NotXml, parse
from ..package import Package, read_package
from ..properties import CORE_PART, without_traces
from ..sandbox import TemplateEnvironment
from ..tags import find_tag, part_source
from ..template import compile_template
from .blocks import check_blocks
from .model import Flaw, PartView
from .names import check_names
from .shapes import Shape
from .structure import check_part, check_parts, reference_targets
from .trial import try_rendering

_XML: Final = (".xml", ".rels")
_APART: Final = ("[Content_Types].xml", CORE_PART)

_MOST: Final = 100
"""Of the flaws of a part, so many are told."""


def lint_template(
    source: Path | bytes,
    context: Mapping[str, Shape],
    file: str = "",
    *,
    charts: frozenset[str] = frozenset(),
) -> tuple[Flaw, ...]:
    """What is wrong with a template whose tags may use the names of `context`; `file` is how messages call it.

    `charts` are the names of the drawings that documents fill with charts: one that is gone is a note. Documents
    are made for trial only when nothing else is wrong, since the same mistakes would be found again.
    """
    try:
        package = read_package(source, file)
        kept = without_traces(package)
        parts = list(_parts(package))
    except TemplateError as error:
        return tuple(Flaw(problem) for problem in error.problems)
    except NotXml as error:
        damage = Problem("not-docx", f"a part of the document is damaged: {error}", file)
        return (Flaw(damage),)
    found = [*check_parts(package, kept), *_lost_charts(package, charts)]
    targets = reference_targets([part.root for part in parts])
    for part in parts:
        found += islice(_check(part, context, targets), _MOST)
    found += _compiled(package, context, found)
    return tuple(dict.fromkeys(found))


def _lost_charts(package: Package, charts: frozenset[str]) -> Iterator[Flaw]:
    there = {place.name for place in find_charts(package)}
    for name in sorted(charts - there):
        message = f"the drawing {name!r} is gone: its chart and what the tags say of it are left out"
        hint = "copy it from the shipped template, or name yours so in Word: Home > Select > Selection Pane"
        yield Flaw(Problem("no-chart", message, package.name, hint=hint), note=True)


def _parts(package: Package) -> Iterator[PartView]:
    for part in package.names:
        if part.endswith(_XML) and part not in _APART and find_tag(package[part]):
            yield PartView(package.name, part, parse(package[part]), part_source(parse(package[part])))


def _check(part: PartView, context: Mapping[str, Shape], targets: frozenset[str]) -> Iterator[Flaw]:
    yield from check_part(part, targets)
    blocks = check_blocks(part.source)
    yield from map(part.at_tag, blocks)
    environment = TemplateEnvironment({})
    try:
        names = check_names(environment.parse(part.source), context, environment)
    except (TemplateSyntaxError, RecursionError):
        return  # told by the blocks, or when the template is compiled
    yield from map(part.at_tag, names)


def _compiled(package: Package, context: Mapping[str, Shape], found: list[Flaw]) -> Iterator[Flaw]:
    wrong = [flaw.problem for flaw in found if not flaw.note]
    blocks = {one.path.partition(",")[0] for one in wrong if one.code in ("no-end", "end-of-nothing")}
    try:
        template = compile_template(package.write({}), package.name)
    except TemplateError as error:
        for problem in error.problems:
            if problem.code != "tag-syntax" or problem.path.partition(",")[0] not in blocks:
                yield Flaw(problem)
        return
    if not wrong:
        yield from try_rendering(template, context)
