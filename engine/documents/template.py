"""Word templates: compiled once, rendered many times.

Authors write docxtpl's tags in Word. A template is compiled to one Jinja template a part; rendering a document is
string building, one well-formedness check a part, and a ZIP file in which only the rendered parts are new. Values
come out literally, whatever they say; names that do not exist are errors that name file, part, paragraph and tag.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import jinja2
from jinja2 import TemplateSyntaxError, meta
from lxml import etree

from ..errors import Problem, TemplateError
from .diagnosis import part_problem, tag_problem
from .drawings import Chart, find_charts, parts_of, resize
from .grid import fit_grids, varies_columns
from .links import make_unique
from .mending import mark_ends, mend
from .numbering import Numbering, read_numbering
from .ooxml import DECLARATION, NAMESPACES, NotXml, parse, serialise, well_formed
from .package import Package, read_package
from .properties import CORE_PART, Properties, core_texts, core_xml, without_traces
from .references import has_references, refresh_references
from .sandbox import Filter, TemplateEnvironment, UnknownName
from .tags import find_tag, part_source, prints_formatted, text_source
from .values import clean, uncover, uncovered

_MAIN_PART: Final = "word/document.xml"
_MISPLACED: Final = etree.XPath(
    "//w:t[*] | //w:p/text()[normalize-space()] | //w:body/text()[normalize-space()]", namespaces=NAMESPACES
)
_RUN_IN_TEXT: Final = re.compile("<w:t(?:>| [^>]*>)[^<]*<[^/]")


@dataclass(frozen=True, slots=True)
class _Part:
    """One compiled part: its Jinja source and template, and what its text can need after rendering."""

    name: str
    source: str
    jinja: jinja2.Template
    grids: bool = False
    references: bool = False
    formatted: bool = False

    @property
    def needs_tree(self) -> bool:
        """Whether its text alone does not tell that it is as it should be."""
        return self.grids or self.references or self.formatted


class Template:
    """A compiled template; safe to render from several threads. Made by `compile_template`.

    `variables` are the names that its tags take from the context.
    """

    __slots__ = ("_charts", "_numbering", "_package", "_parts", "_properties", "name", "variables")

    def __init__(
        self, package: Package, parts: tuple[_Part, ...], properties: Mapping[str, _Part], numbering: Numbering,
        variables: frozenset[str],
    ) -> None:  # fmt: skip
        self.name = package.name
        self.variables = variables
        self._package = package
        self._parts = parts
        self._properties = properties
        self._numbering = numbering
        self._charts = find_charts(package)

    @property
    def charts(self) -> frozenset[str]:
        """The names of its charts."""
        return frozenset(place.name for place in self._charts)

    def render(
        self, context: Mapping[str, Any], *, properties: Properties, charts: Mapping[str, Chart] | None = None
    ) -> bytes:
        """The document for a context, as the bytes of a .docx: the same for the same input.

        Values may be text, numbers, anything with a `str` of its own, or formatted text (`rich`); a newline in a
        text becomes a line break, a tab a tab. `charts` go by the names of their drawings; a template may lack
        some. TemplateError if a tag fails, prints nothing or a collection, or leaves a part that is not well-formed.
        """
        rendered: dict[str, bytes] = {}
        problems: list[Problem] = []
        for part in self._parts:
            try:
                rendered[part.name] = self._render_part(part, context, charts)
            except TemplateError as error:
                problems += error.problems
        if problems:
            raise TemplateError(problems)
        rendered[CORE_PART] = self._core(context, properties)
        if charts:
            rendered.update(parts_of(self._charts, charts))
        return self._package.write(rendered)

    def _render_part(
        self, part: _Part, context: Mapping[str, Any], charts: Mapping[str, Chart] | None = None
    ) -> bytes:
        text = make_unique(mend(self._fill(part, context)))
        if charts and self._charts and part.name == _MAIN_PART:
            text = resize(text, charts)
        if not part.needs_tree and _RUN_IN_TEXT.search(text) is None:
            data = uncovered(text).encode("utf-8", "replace")
            if well_formed(data):
                return DECLARATION.encode() + data
        data = text.encode("utf-8", "replace")
        root = self._checked(part, data, text)
        changed = part.grids and fit_grids(root)
        if part.references:
            changed = refresh_references(root, self._numbering) or changed
        if changed:
            data = serialise(root).encode()
        return DECLARATION.encode() + uncover(data)

    def _fill(self, part: _Part, context: Mapping[str, Any]) -> str:
        try:
            return "".join(part.jinja.root_render_func(part.jinja.new_context(dict(context))))
        except Exception as error:
            line = _failing_line(part.jinja, error.__traceback__)
            names = (
                error.alternatives([*context, *part.jinja.globals]) if isinstance(error, UnknownName) else ()
            )
            original = parse(self._package[part.name])
            place = (self.name, part.name)
            raise TemplateError([tag_problem(error, line, part.source, original, place, names)]) from error

    def _checked(self, part: _Part, data: bytes, text: str) -> etree._Element:
        place = (self.name, part.name)
        try:
            root = parse(data)
        except NotXml as error:
            lines = text.splitlines(keepends=True)
            before = (
                "".join(lines[: error.line - 1]) + "".join(lines[error.line - 1 : error.line])[: error.column]
            )
            hint = "a block that spans paragraphs, rows or cells is written {%p ... %}, {%tr ... %} or {%tc ... %}"
            problem = part_problem("broken-part", f"the tags leave broken XML: {error}", place, before, hint)
            raise TemplateError([problem]) from error
        misplaced = _MISPLACED(root)
        if isinstance(misplaced, list) and misplaced:
            raise TemplateError([_misplacement(misplaced[0], place)])
        return root

    def _core(self, context: Mapping[str, Any], properties: Properties) -> bytes:
        given = {name: clean(text) for name, text in properties.given().items()}
        texts = {
            name: self._fill(part, context) for name, part in self._properties.items() if name not in given
        }
        return uncover(core_xml({**texts, **given}, properties.created))


def compile_template(
    source: Path | str | bytes, name: str = "", *, filters: Mapping[str, Filter] | None = None
) -> Template:
    """Compile a .docx or .dotx with docxtpl tags; `name` is how errors call it (the file's name if empty).

    `filters` are what `{{ value | filter }}` may use besides Jinja's own. TemplateError with every part's first
    mistake: no Word file, a tag that is not understood, an unknown filter.
    """
    package = read_package(source, name)
    environment = TemplateEnvironment(filters or {})
    problems: list[Problem] = []
    parts: list[_Part] = []
    try:
        package = without_traces(package)
        texts = core_texts(package)
        numbering = read_numbering(package)
        for part in package.names:
            if part == _MAIN_PART or (_is_xml(part) and part != CORE_PART and find_tag(package[part])):
                marked = mark_ends(part_source(parse(package[part])))
                _compile(environment, package, part, marked, parts, problems)
    except NotXml as error:
        damage = Problem("not-docx", f"a part of the document is damaged: {error}", package.name)
        raise TemplateError([damage]) from error
    core: list[_Part] = []
    for text in texts.values():
        _compile(environment, package, CORE_PART, text_source(text), core, problems)
    if problems:
        raise TemplateError(problems)
    variables = frozenset[str]().union(
        *(meta.find_undeclared_variables(environment.parse(part.source)) for part in (*parts, *core))
    )
    return Template(package, tuple(parts), dict(zip(texts, core, strict=True)), numbering, variables)


def _compile(
    environment: TemplateEnvironment, package: Package, part: str, source: str, into: list[_Part],
    problems: list[Problem],
) -> None:  # fmt: skip
    try:
        code = environment.compile(source, part, f"{package.name}!{part}")
    except TemplateSyntaxError as error:
        names = environment.tests if "No test" in (error.message or "") else environment.filters
        place = (package.name, part)
        problems.append(tag_problem(error, error.lineno, source, parse(package[part]), place, names))
        return
    jinja = jinja2.Template.from_code(environment, code, environment.make_globals(None))
    main = part == _MAIN_PART
    references = main and has_references(package[part])
    grids, formatted = varies_columns(source), prints_formatted(source)
    into.append(_Part(part, source, jinja, grids, references, formatted))


def _is_xml(part: str) -> bool:
    return part.endswith((".xml", ".rels")) and part != "[Content_Types].xml"


def _failing_line(jinja: jinja2.Template, trace: TracebackType | None) -> int:
    line = 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == jinja.filename:
            line = jinja.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return line


def _misplacement(found: object, place: tuple[str, str]) -> Problem:
    if isinstance(found, etree._Element):
        text, code = str(etree.tostring(found, method="text", encoding="unicode")), "run-inside-text"
        message = "a formatted value stands inside a text"
        hint = "write {{r value }}"
    else:
        text, code = str(found), "text-outside-run"
        message = "a plain text stands where Word expects formatted text"
        hint = "write {{ value }}; {{r value }} and {{p value }} are for formatted values"
    return part_problem(code, message, place, f"<w:p>{text}", hint)
