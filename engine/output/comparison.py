"""What has changed between two assessments of deals, as text, JSON and Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ..assessment.changes import CHANGE_KINDS, Change, Changes, DealChanges, ScoreChange
from .colour import Paint, one_line, painter
from .encoding import encode
from .words import counted, enumerated

SCHEMA = "negotia/comparison/1"
_STYLES = {
    "new": "error",
    "worse": "error",
    "reopened": "error",
    "fixed": "good",
    "better": "good",
    "waived": "faint",
}


def format_changes(result: Changes, colour: bool = False) -> str:
    """Deal by deal what needs a look first, then what is better."""
    paint = painter(colour)
    lines = [line for deal in result.deals for line in (*_deal(deal, paint), "")]
    return "\n".join([*lines, summary(result), *result.notes]) + "\n"


def summary(result: Changes) -> str:
    """All in one sentence."""
    said = [f"{count} {kind}" for kind in CHANGE_KINDS if (count := result.count(kind))]
    deals = [f"{count} {name}" for name in ("new", "gone") if (count := result.present(name))]
    among = f" ({enumerated(deals)})" if deals else ""
    where = f"{len(result.deals)} of {counted(result.compared, 'deal')}{among}"
    if said:
        return f"{enumerated(said)} in {where}."
    return f"No finding has changed; scores or deals have in {where}." if result.deals else _nothing(result)


def _nothing(result: Changes) -> str:
    return f"No change in {counted(result.compared, 'deal')}."


def _deal(deal: DealChanges, paint: Paint) -> Iterator[str]:
    presence = "" if deal.presence == "both" else f", {deal.presence}"
    yield paint(f"{one_line(deal.id)}: {one_line(deal.title)} (stage {deal.stage}{presence})", "strong")
    for change in deal.changes:
        finding = change.finding
        subject = f" [{one_line(finding.subject)}]" if finding.subject else ""
        kind = paint(change.kind.ljust(8), _STYLES[change.kind])
        yield f"  {kind} {severities(change)} {finding.rule} {one_line(finding.message)}{subject}"
        if change.after is not None and change.after.remedy and change.for_the_worse:
            yield f"           help: {one_line(change.after.remedy)}"
    if deal.scores:
        yield f"  met      {', '.join(map(_score, deal.scores))}"


def severities(change: Change) -> str:
    """`minor`, or `minor -> major`; and whether it is waived."""
    was, now = change.before, change.after
    moved = was is not None and now is not None and was.severity != now.severity
    said = f"{was.severity} -> {now.severity}" if moved and was and now else change.finding.severity
    return f"{said} (waived)" if change.finding.waived else said


def _score(one: ScoreChange) -> str:
    return f"{one.stage} {_percent(one.before)} -> {_percent(one.after)}"


def _percent(value: int | None) -> str:
    return "-" if value is None else f"{value}%"


def format_changes_markdown(result: Changes, _colour: bool = False) -> str:
    """A comment for a change request: the summary, then a table a deal."""
    from ..documents.pages.markdown import escape

    lines = ["# What has changed", "", f"**{escape(summary(result))}**", ""]
    lines += [line for note in result.notes for line in (escape(note), "")]
    for deal in result.deals:
        presence = "" if deal.presence == "both" else f" ({deal.presence})"
        lines += [f"## {escape(deal.id)}: {escape(deal.title)}{presence}", ""]
        if deal.changes:
            lines += ["| | Severity | Rule | Finding | Subject |", "| --- | --- | --- | --- | --- |"]
        for change in deal.changes:
            finding = change.finding
            cells = (severities(change), finding.rule, finding.message, finding.subject)
            lines.append(f"| {' | '.join((f'**{change.kind}**', *map(escape, cells)))} |")
        if deal.changes:
            lines.append("")
        if deal.scores:
            lines += [escape(f"Met: {', '.join(map(_score, deal.scores))}"), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def format_changes_json(result: Changes, _colour: bool = False) -> str:
    """All of it for programs; `before` and `after` are the severity and whether it was waived."""
    data = {
        "schema": SCHEMA,
        "deals": [_deal_data(deal) for deal in result.deals],
        "problems": result.problems,
        "notes": result.notes,
        "summary": {
            "compared": result.compared,
            "new_deals": result.present("new"),
            "gone_deals": result.present("gone"),
            "changes": {kind: result.count(kind) for kind in CHANGE_KINDS},
            "for_the_worse": result.for_the_worse,
        },
    }
    return encode(data) + "\n"


def _deal_data(deal: DealChanges) -> dict[str, object]:
    return {
        "id": deal.id,
        "title": deal.title,
        "path": deal.path,
        "stage": deal.stage,
        "presence": deal.presence,
        "changes": [
            {
                "kind": one.kind,
                "rule": one.finding.rule,
                "subject": one.finding.subject,
                "before": _state(one, "before"),
                "after": _state(one, "after"),
                "message": one.finding.message,
                "remedy": one.finding.remedy,
                "location": one.finding.location,
            }
            for one in deal.changes
        ],
        "scores": deal.scores,
    }


def _state(change: Change, when: str) -> dict[str, object] | None:
    finding = change.before if when == "before" else change.after
    return None if finding is None else {"severity": finding.severity, "waived": finding.waived}


COMPARISON_FORMATS: Mapping[str, Callable[[Changes, bool], str]] = {
    "text": format_changes,
    "json": format_changes_json,
    "markdown": format_changes_markdown,
}
