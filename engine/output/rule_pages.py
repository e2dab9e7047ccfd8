"""The rules as Markdown for people to read: a page a pack, one of the worded questions, and an index."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from textwrap import wrap

from ..expressions import Text
from ..inference import Ref
from ..ruleset import Rule, Ruleset
from ..ruleset.model import FieldWording, PackInfo
from ..workbench.catalogue import Catalogue
from .card import severity_words, waiver_words
from .rules import stages
from .words import counted

INDEX, QUESTIONS = "README.md", "questions.md"
_WIDTH = 100
_NOTE = "<!-- Made by `make docs` from the rule files. Do not edit. -->"


def rule_pages(ruleset: Ruleset, catalogue: Catalogue) -> Mapping[str, str]:
    """The pages by file name; the same rules give the same text."""
    practices = {practice.id: practice.text for practice in catalogue.practices}
    packs = [
        (pack, rules)
        for pack in ruleset.packs
        if (rules := [r for r in ruleset.rules if r.pack == pack.name])
    ]
    pages = {f"{pack.name}.md": _pack_page(pack, rules, practices) for pack, rules in packs}
    if ruleset.wordings:
        pages[QUESTIONS] = _questions_page(list(ruleset.wordings.values()))
    pages[INDEX] = _index(ruleset, packs)
    return pages


def _index(ruleset: Ruleset, packs: Sequence[tuple[PackInfo, Sequence[Rule]]]) -> str:
    lines = [
        _NOTE,
        "# Rules",
        "",
        f"{counted(len(ruleset.rules), 'rule')} in {counted(len(packs), 'pack')}, with "
        f"{counted(sum(len(rule.tests) for rule in ruleset.rules), 'case')} that show them at work.",
        "",
        "| Pack | Version | Rules | About |",
        "| --- | --- | --- | --- |",
    ]
    lines += [
        f"| [{pack.name}]({pack.name}.md) | {pack.version} | {len(rules)} | {_cell(_title(rules))} |"
        for pack, rules in packs
    ]
    if ruleset.wordings:
        lines += [
            "",
            f"How to ask for what a plan does not say: [{len(ruleset.wordings)} questions]({QUESTIONS}).",
        ]
    if ruleset.switched_off:
        lines += ["", "## Switched off", ""]
        lines += [f"- `{id}`: {_line(reason)}" for id, reason in ruleset.switched_off.items()]
    return _page(lines)


def _pack_page(pack: PackInfo, rules: Sequence[Rule], practices: Mapping[str, str]) -> str:
    lines = [
        _NOTE,
        f"# {_title(rules)}",
        "",
        f"Pack `{pack.name}` {pack.version}, {counted(len(rules), 'rule')}.",
        "",
    ]
    lines += [f"- [{rule.id}](#{_anchor(rule)}): {_line(rule.title.source)}" for rule in rules]
    for rule in rules:
        lines += ["", *_rule(rule, practices)]
    return _page(lines)


def _rule(rule: Rule, practices: Mapping[str, str]) -> Iterator[str]:
    yield f"## {rule.id}: {_line(rule.title.source)}"
    yield ""
    if rule.why:
        yield _line(rule.why)
        yield ""
    yield f"- Severity: {severity_words(rule)}"
    yield f"- Stages: {stages(rule)}"
    for practice in rule.practice:
        yield f"- Practice {practice}: {_line(practices.get(practice, 'not in the catalogue'))}"
    if rule.message is not None:
        yield f"- Waivers: {waiver_words(rule)}"
    yield from _conditions(rule)
    yield from _effects(rule)
    yield from _thresholds(rule)
    yield from _cases(rule)


def _conditions(rule: Rule) -> Iterator[str]:
    check, clause = rule.check, rule.clause
    yield ""
    if check.loop is not None:
        comma = "," if check.where is not None else "."
        yield f"It looks at each `{check.loop.variable}` in `{check.loop.items.source.strip()}`{comma}"
    if check.where is not None:
        yield "where"
        yield from _code(check.where.source)
    if check.condition.source != "True":
        yield "It fires unless" if check.negate else "It fires when"
        yield from _code(check.condition.source)
    if clause is not None and clause.givens:
        yield f"It needs what other rules conclude: {_named(clause.givens)}."
    if clause is not None and clause.unlesses:
        yield f"It is silent where other rules conclude {_named(clause.unlesses, ' or ')}."
    if clause is not None and clause.concludes is not None:
        yield f"It concludes `{clause.concludes}`."


def _named(references: Sequence[Ref], joint: str = ", ") -> str:
    return joint.join(f"`{one}`" for one in references)


def _effects(rule: Rule) -> Iterator[str]:
    yield from _quoted("Says", rule.message)
    yield from _quoted("Remedy", rule.remedy)
    if rule.ask is not None:
        yield from _quoted(f"Asks ({rule.ask.to})", rule.ask.question)
        yield from _quoted("Then", rule.ask.follow_up)
    if rule.advise is not None:
        yield from _quoted("Advises", rule.advise.text)
        yield from _quoted("In words such as", rule.advise.say)


def _quoted(label: str, text: Text | None) -> Iterator[str]:
    if text is not None:
        yield ""
        yield f"**{label}:** {_line(text.source)}"


def _thresholds(rule: Rule) -> Iterator[str]:
    used = {name: value for name, value in rule.params.items() if _uses(rule, name)}
    if used:
        yield ""
        yield "Thresholds that a pack of your own may override:"
        yield ""
        yield from (f"- `{name}`: {_line(_value(value))}" for name, value in used.items())


def _uses(rule: Rule, param: str) -> bool:
    """Whether the rule names the threshold; those of its pack are there for all its rules."""
    check = rule.check
    expressions = [one.source for one in (check.condition, check.where) if one is not None]
    named = re.compile(rf"\bparams\.{re.escape(param)}\b")
    return any(named.search(source) for source in (*expressions, *(text.source for text in rule.texts)))


def _cases(rule: Rule) -> Iterator[str]:
    if rule.tests:
        yield ""
        yield "Cases:"
        yield ""
        yield from (f"- {case.expect}: {_line(case.name)}" for case in rule.tests)


def _questions_page(wordings: Sequence[FieldWording]) -> str:
    lines = [_NOTE, "# Questions for what a plan does not say"]
    for section, group in groupby(wordings, lambda one: one.pattern.split(".")[0].removesuffix("[]")):
        lines += ["", f"## {section}", "", "| Field | To | Question | Why |", "| --- | --- | --- | --- |"]
        lines += [
            f"| `{one.pattern}` | {_cell(one.to)} | {_cell(one.question.source)} | {_cell(_source(one.why))} |"
            for one in group
        ]
    return _page(lines)


def _title(rules: Sequence[Rule]) -> str:
    pack = rules[0].origin.pack
    return _line(pack.file.title or pack.name)


def _anchor(rule: Rule) -> str:
    kept = (c for c in f"{rule.id}: {_line(rule.title.source)}".casefold() if c.isalnum() or c in " -_")
    return "".join(kept).replace(" ", "-")


def _code(source: str) -> Iterator[str]:
    yield ""
    yield "```"
    yield from wrap(_line(source), _WIDTH, break_long_words=False, break_on_hyphens=False)
    yield "```"
    yield ""


def _value(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _source(text: Text | None) -> str:
    return "" if text is None else text.source


def _line(text: str) -> str:
    return " ".join(text.split())


def _cell(text: str) -> str:
    return _line(text).replace("|", "\\|")


def _page(lines: Sequence[str]) -> str:
    """The lines as a text in which no two blank lines follow each other."""
    kept = [line for line, before in zip(lines, ("", *lines), strict=False) if line or before]
    return "\n".join(kept).rstrip() + "\n"
