"""The table of issues: our three marks, their position and who says so, who may agree to what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ...bargaining.preferences import direction
from ...deal.issues import Issue, Position
from ...deal.plan import AuthorityLimit
from ...deal.term import Term
from ..worded import sentence, shorten
from .context import IssueRow, Pair
from .desk import Desk

NOTHING = "–"
_TIERS = {"must_have": 0, "trade": 1, "nice_to_have": 2, None: 1}
_SHORT = 8


def issue_rows(
    desk: Desk, *, inside: bool, most: int | None = None, words: int = _SHORT
) -> tuple[IssueRow, ...]:
    """A row for each issue that is negotiated, the most important ones if they are too many.

    `words` is the most of a cell. Without `inside` a row has no walk-away of either side and no authority.
    """
    issues = [issue for issue in desk.deal.issues or () if issue.negotiable is not False]
    if most is not None and len(issues) > most:
        kept = sorted(issues, key=lambda issue: (_TIERS[issue.tier], _rank(issue)))[:most]
        issues = [issue for issue in issues if issue in kept]
    return tuple(_row(desk, issue, words, inside=inside) for issue in issues)


def red_lines(desk: Desk) -> tuple[Pair, ...]:
    """Each hard limit, in the direction in which it may not be crossed."""
    return tuple(
        Pair(shorten(issue.label, _SHORT), _never(desk, issue, issue.ours.walkaway))
        for issue in desk.deal.issues or ()
        if issue.hard and issue.negotiable is not False and issue.ours and issue.ours.walkaway
    )


def limits_of(desk: Desk, issue_id: str) -> Sequence[AuthorityLimit]:
    """How far our people may go alone on an issue."""
    authority = desk.deal.strategy.authority if desk.deal.strategy else None
    return [limit for limit in authority or () if limit.issue == issue_id]


def _rank(issue: Issue) -> int:
    return issue.ours.rank if issue.ours and issue.ours.rank is not None else 99


def _row(desk: Desk, issue: Issue, most: int, *, inside: bool) -> IssueRow:
    ours, place = issue.ours, f"issues[{issue.id}].ours"
    opening = desk.words.bare(issue, ours.opening) if ours and ours.opening else ""
    target = desk.words.bare(issue, ours.target) if ours and ours.target else ""
    walkaway = desk.words.bare(issue, ours.walkaway) if ours and ours.walkaway else ""
    return IssueRow(
        name=shorten(issue.label, most),
        unit=shorten(desk.words.unit(issue), most),
        opening=shorten(opening, most) or desk.gaps.words(f"{place}.opening"),
        now=_now(desk, issue, most),
        target=shorten(target, most) or desk.gaps.words(f"{place}.target"),
        theirs=tuple(_theirs(desk, issue, most, inside=inside)),
        walkaway=(shorten(walkaway, most) or desk.gaps.words(f"{place}.walkaway")) if inside else "",
        approval=_approval(desk, issue, most) if inside else "",
    )


def _now(desk: Desk, issue: Issue, most: int) -> str:
    """What is agreed, or where we stand by now; empty while that is our opening."""
    agreed, standing = desk.agreed.get(issue.id), desk.standing["us"].get(issue.id)
    if agreed is not None and issue.ours and issue.ours.target and _same(agreed, issue.ours.target):
        return desk.texts("brief.issues.on_target")
    if agreed is not None:
        return desk.texts("brief.issues.agreed", term=shorten(desk.words.bare(issue, agreed), most))
    if standing is None or (issue.ours and issue.ours.opening and _same(standing, issue.ours.opening)):
        return ""
    return desk.texts("brief.issues.now", term=shorten(desk.words.bare(issue, standing), most))


def _theirs(desk: Desk, issue: Issue, most: int, *, inside: bool) -> Iterator[str]:
    theirs, standing = issue.theirs, desk.standing["them"].get(issue.id)
    opening = theirs.opening if theirs else None
    if issue.id in desk.agreed:
        yield desk.texts("brief.issues.as_agreed")
        return
    if standing is not None:
        yield desk.texts("brief.issues.offered", term=shorten(desk.words.bare(issue, standing), most))
    elif opening is not None:
        yield desk.words.sourced(shorten(desk.words.bare(issue, opening), most), opening.origin)
    else:
        yield desk.gaps.words(f"issues[{issue.id}].theirs.opening", f"issues[{issue.id}].theirs")
        if theirs and (wish := _wish(desk, theirs, most)):
            yield wish
    limit = theirs.walkaway if theirs else None
    if inside and limit is not None:
        told = desk.words.sourced(shorten(desk.words.bare(issue, limit), most), limit.origin)
        yield desk.texts("brief.issues.limit", term=told)


def _wish(desk: Desk, theirs: Position, most: int) -> str:
    """Where they pull to, when their figures are not known."""
    if theirs.scores:
        return desk.texts("brief.issues.wish", option=shorten(_favourite(theirs.scores), most))
    return desk.texts(f"brief.issues.wish_{theirs.prefers}") if theirs.prefers else ""


def _favourite(scores: Mapping[str, Decimal]) -> str:
    return max(scores, key=lambda option: scores[option])


def _approval(desk: Desk, issue: Issue, most: int) -> str:
    found = []
    for limit in limits_of(desk, issue.id):
        reach = _reach(desk, issue, limit)
        may = desk.texts("brief.issues.may", who=limit.who, reach=reach) if reach else limit.who
        found.append(shorten(may, most))
    return "; ".join(found[:2]) or NOTHING


def _reach(desk: Desk, issue: Issue, limit: AuthorityLimit) -> str:
    """How far they may go: to an end, or from one to the other."""
    ends = [desk.words.bare(issue, Term.of(end)) for end in (limit.down_to, limit.up_to) if end is not None]
    if len(ends) == 2:
        return desk.texts("words.range", low=ends[0], high=ends[1])
    return desk.texts("brief.issues.up_to", end=ends[0]) if ends else ""


def _never(desk: Desk, issue: Issue, limit: Term) -> str:
    towards = direction(issue, "us")
    if issue.kind in ("choice", "text") or towards is None:
        key = "worse"
    elif issue.kind == "date":
        key = "later" if towards < 0 else "earlier"
    else:
        key = "above" if towards < 0 else "below"
    return desk.texts(f"brief.red_lines.{key}", term=desk.words.term(issue, limit))


def _same(one: Term, two: Term) -> bool:
    return (one.low, one.high) == (two.low, two.high)


def batna_rows(desk: Desk, most: int) -> tuple[Pair, ...]:
    """What each side does if there is no agreement; theirs says whether they told us."""
    rows = []
    for side, name in (("us", desk.texts("brief.we")), ("them", shorten(desk.deal.them.name, _SHORT))):
        batna = (desk.deal.us if side == "us" else desk.deal.them).batna
        value = batna.value if batna else None
        worth = ""
        if value:
            shown = desk.words.worth(value, batna.basis if batna else None)
            worth = desk.texts("brief.alternatives.worth", worth=shown)
        source = desk.words.source((value.origin if value else None) or (batna.source if batna else None))
        if side == "them":
            worth = desk.words.bracketed(worth, source)
        summary = shorten(sentence(batna.summary or ""), most) if batna else ""
        parts = [part for part in (summary, f"{worth}." if worth else "") if part]
        rows.append(Pair(name, " ".join(parts) or desk.gaps.words(f"{side}.batna.summary", f"{side}.batna")))
    return tuple(rows)
