"""Points about what a draft says: open points, defined terms, figures, and nothing that is ours alone."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from functools import lru_cache
from typing import Final

from lxml import etree

from ....casefile import CaseFile
from ...comments import as_read, read_comments
from ...links import MAX_BOOKMARK_NAME
from ...ooxml import P, T, child, parse, text_of, w
from ...properties import APP_PART, CORE_PART
from ..building import MadeDraft
from ..definitions import used_terms
from ..draft import Draft
from ..library import Library
from ..openpoints import BULLET, MARK
from ..remarks import remarks_on
from ..texts import one_line
from ..wording import anchor_of
from .model import Check, judged
from .opened import OpenedDraft, text_in

_QUOTED: Final = re.compile(r"“([^“”]+)”")
_DATE: Final = re.compile(r"\b\d{1,2}\.? [^\W\d]+ \d{4}\b")
_OTHER_DATE: Final = re.compile(r"\b(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4})\b")
_NAMED: Final = ("Rule", "Reason", "Approver")
_DUBLIN: Final = "{http://purl.org/dc/elements/1.1/}"
_TERMS: Final = "{http://purl.org/dc/terms/}"


def open_points_are_listed(draft: OpenedDraft) -> Check:
    """7: open points are bracketed, highlighted and listed."""
    faults: list[str] = []
    marked: set[str] = set()
    for node in draft.root.iter(T):
        found = MARK.search(node.text or "")
        if found is None:
            if BULLET in (node.text or ""):
                faults.append(f"not a whole mark: {(node.text or '')[:60]}")
            continue
        marked.add(_folded(found["label"]))
        run = node.getparent()
        if child(child(run, w("rPr")), w("highlight")) is None:
            faults.append(f"not highlighted: {found[0]}")
    listed = _listed(draft)
    faults += [f"not listed: {label}" for label in sorted(marked - listed)]
    faults += [f"listed, but nowhere marked: {label}" for label in sorted(listed - marked)]
    return judged(
        7, "open points are bracketed, highlighted and listed", faults, f"{len(marked)} open points"
    )


def _listed(draft: OpenedDraft) -> set[str]:
    """The points in the table after the heading of their schedule."""
    bookmark = draft.marks.bookmark(anchor_of("schedule.open"))
    if bookmark is None or bookmark.paragraph is None:
        return set()
    table = next(bookmark.paragraph.itersiblings(w("tbl")), None)
    rows = list(table.iter(w("tr")))[1:] if table is not None else []
    return {_folded(text_of(list(row.iter(P))[1])) for row in rows}


def _folded(label: str) -> str:
    return label.strip().lower()


def terms_are_defined(draft: OpenedDraft, library: Library) -> Check:
    """8: each capitalised term is defined once, and none that is not used."""
    terms = {one.term for clause in library.clauses for one in clause.defines}
    texts = [text_of(one) for one in draft.paragraphs]
    defined = [term for text in texts for term in _QUOTED.findall(text) if term in terms]
    used = used_terms((_QUOTED.sub("", text) for text in texts), terms)
    faults = [f"defined twice: {term}" for term in sorted(set(defined)) if defined.count(term) > 1]
    faults += [f"never used: {term}" for term in sorted(set(defined) - used)]
    faults += [f"not defined: {term}" for term in sorted(_mid_sentence(texts, terms) - set(defined))]
    return judged(8, "each term is defined once, none unused", faults, ", ".join(sorted(set(defined))))


def _mid_sentence(texts: list[str], terms: set[str]) -> set[str]:
    """Terms used where nothing but being a term explains the capital letter."""
    return {
        term
        for text in texts
        for match in re.finditer(r"(?<=[a-z,] )[A-Z]\w+(?: [A-Z]\w+)*", text)
        for term in used_terms([match[0]], terms)
    }


def figures_are_the_deals(draft: OpenedDraft, made: Draft, said: str, currency: str) -> Check:
    """9: names, dates and amounts are those of the deal; `said` is all that it says in public."""
    whole = "\n".join(one_line(text_of(one)) for one in draft.paragraphs)
    faults = [f"{name!r} is missing" for name in made.between if one_line(name) not in whole]
    figures = set(_DATE.findall(whole))
    if currency:
        figures |= {found.strip() for found in re.findall(rf"\d[\d.,'\u00a0\u202f ]* {currency}\b", whole)}
    faults += [f"not in the deal: {figure}" for figure in sorted(figures) if figure not in said]
    good = f"{len(figures)} dates and amounts"
    return judged(9, "names, dates and amounts equal the deal's", faults, good)


def figures_look_alike(draft: OpenedDraft, currency: str) -> Check:
    """10: one format of amounts and dates."""
    whole = "\n".join(text_of(one) for one in draft.paragraphs)
    faults = [f"another format of dates: {found}" for found in _OTHER_DATE.findall(whole)]
    faults += [f"a currency sign: {found}" for found in re.findall(r"[€$£¥] ?\d[\d.,]*", whole)]
    if currency:
        faults += [
            f"another format of amounts: {one}" for one in re.findall(rf"\b{currency} \d[\d.,]*", whole)
        ]
    return judged(10, "one format for amounts and dates", faults, "no other format found")


def precedence_is_stated(draft: OpenedDraft) -> Check:
    """11: what prevails if parts differ."""
    found = sorted(tag for tag in draft.controls() if tag.endswith(".precedence"))
    faults = [] if len(found) == 1 else [f"{len(found)} clauses on it"]
    return judged(11, "order of precedence stated", faults, ", ".join(found))


def metadata_are_clean(draft: OpenedDraft, case: CaseFile) -> Check:
    """15: title, author and dates are this document's."""
    core = parse(draft.package[CORE_PART])
    at = datetime.combine(case.assessment.as_of, time(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    faults = [f"no {name}" for name in ("title", "creator") if not core.findtext(_DUBLIN + name)]
    faults += [
        f"{name} is {core.findtext(_TERMS + name)}"
        for name in ("created", "modified")
        if core.findtext(_TERMS + name) != at
    ]
    others = {part for part in draft.package.names if part.startswith("docProps/")} - {CORE_PART, APP_PART}
    faults += [f"left over: {part}" for part in sorted(others)]
    good = f"{core.findtext(_DUBLIN + 'title')}, by {core.findtext(_DUBLIN + 'creator')}, {at}"
    return judged(15, "clean metadata", faults, good)


def nothing_internal(draft: OpenedDraft, internal: list[str]) -> Check:
    """16: no comment, hidden text, note or rule, and none of the texts that we keep to ourselves."""
    package = draft.package
    faults = [part for part in package.names if "comments" in part or "people" in part.lower()]
    for part in package.names:
        if not part.endswith((".xml", ".rels")):
            continue
        hidden, content = _said(package[part])
        faults += ["hidden text"] if hidden else []
        faults += [f"{part}: {text[:60]}" for text in internal if text in content]
    long = [mark.name for mark in draft.marks.bookmarks if len(mark.name) > MAX_BOOKMARK_NAME]
    faults += [f"a bookmark that says something: {name}" for name in long]
    good = f"{len(internal)} internal texts searched for in {len(package.names)} parts"
    return judged(16, "nothing internal in the counterparty copy", faults, good)


def deviations_are_commented(draft: OpenedDraft, case: CaseFile, made: MadeDraft) -> Check:
    """17: each deviation, fallback and open point has a comment at its place, by this document's author and day."""
    core = parse(draft.package[CORE_PART])
    author, at = core.findtext(f"{_DUBLIN}creator"), core.findtext(f"{_TERMS}created")
    comments = read_comments(draft.package)
    heads = {comment.text.split("\n")[0]: comment for comment in comments}
    wanted = [as_read(remark.lines[0]) for remark in remarks_on(case, made)]
    wanted += [f"Open point: {label}" for label in sorted(_marked(draft))]
    faults = [f"no comment: {head}" for head in wanted if head not in heads]
    for comment in comments:
        head = comment.text.split("\n")[0]
        faults += [] if comment.anchored else [f"without a place: {head}"]
        faults += [] if (comment.author, comment.at) == (author, at) else [f"by somebody else: {head}"]
        faults += [f"no {word} in: {head}" for word in _NAMED if f"\n{word}: " not in comment.text]
    good = f"{len(comments)} comments, each with rule, reason and approver"
    return judged(17, "internal copy: a comment for each deviation", faults, good)


def _marked(draft: OpenedDraft) -> set[str]:
    found = (MARK.search(node.text or "") for node in draft.root.iter(T))
    return {one["label"] for one in found if one is not None}


@lru_cache(64)
def _said(part: bytes) -> tuple[bool, str]:
    """Whether a part has hidden text, and what it says. Most parts are the same in every draft."""
    root = parse(part)
    return next(root.iter(w("vanish")), None) is not None, _content(root)


def _content(root: etree._Element) -> str:
    """What a part says: paragraphs as they read, other elements, and every attribute."""
    attributes = "\n".join(str(value) for node in root.iter() for value in node.attrib.values())
    others = "\n".join(str(node.text) for node in root.iter() if node.text and node.tag != T)
    return "\n".join(map(one_line, (text_in(root).replace("\n", " \n "), others, attributes)))
