"""What the prep brief prints. `Inside` and `Annex` are what a table copy has not got."""

from __future__ import annotations

from dataclasses import dataclass

from .context_advice import Advised


@dataclass(frozen=True, slots=True)
class IssueRow:
    """An issue on the table. `now` is what stands or is agreed; `walkaway` and `approval` are internal."""

    name: str
    unit: str
    opening: str
    now: str
    target: str
    theirs: tuple[str, ...]
    walkaway: str = ""
    approval: str = ""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Someone with a say on their side, and what they care about."""

    name: str
    part: str
    cares: str


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question, with its number on the question list."""

    number: int
    text: str
    person: str


@dataclass(frozen=True, slots=True)
class TradeRow:
    """A concession and its price; cost, value and approval are internal."""

    number: int
    text: str
    cost: str = ""
    value: str = ""
    approval: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts side by side."""

    left: str
    right: str


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """A point of the agenda."""

    topic: str
    minutes: str
    speaker: str


@dataclass(frozen=True, slots=True)
class Front:
    """The two pages to carry in."""

    title: str
    us: str
    them: str
    as_of: str
    stage: str
    owner: str
    meeting: str
    ours: str
    theirs: str
    objective: str
    commitment: str
    opening: str
    issues: tuple[IssueRow, ...]
    more_issues: str
    people: tuple[PersonRow, ...]
    questions: tuple[QuestionRow, ...]
    trades: tuple[TradeRow, ...]
    agenda: tuple[AgendaRow, ...]
    close: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fix:
    """A must-fix; `anchor` is the bookmark of its finding."""

    mark: str
    problem: str
    remedy: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Inside:
    """What of the two pages must not be left on a table."""

    verdict: str
    waiting: str
    fixes: tuple[Fix, ...]
    fixes_by: str
    batnas: tuple[Pair, ...]
    approvals: tuple[str, ...]
    red_lines: tuple[str, ...]
    tactics: tuple[Pair, ...]
    stop: str


@dataclass(frozen=True, slots=True)
class GlanceRow:
    """A focus area of the preparation: the question it answers, and what the plan says."""

    area: str
    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ElementRow:
    """An element of the information exchange: what it is for, how it is done, what we have."""

    element: str
    purpose: str
    technique: str
    plan: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfferRow:
    """An offer of the log."""

    round: str
    who: str
    terms: str
    conditions: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True)
class PointRow:
    """Something that is clear by now, or not."""

    kind: str
    what: str
    state: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding with its remedy, where it stands in the plan, and the name to look its rule up by."""

    mark: str
    anchor: str
    title: str
    message: str
    remedy: str
    place: str
    rule: str


@dataclass(frozen=True, slots=True)
class StageFindings:
    """The findings that belong to a stage of the negotiation."""

    stage: str
    rows: tuple[FindingRow, ...]


@dataclass(frozen=True, slots=True)
class AdviceRow:
    """Guidance for this situation."""

    title: str
    text: str
    say: str


@dataclass(frozen=True, slots=True)
class Annex:
    """What stays at the desk."""

    issues: tuple[IssueRow, ...]
    glance: tuple[GlanceRow, ...]
    exchange: tuple[ElementRow, ...]
    process: tuple[ElementRow, ...]
    offers: tuple[OfferRow, ...]
    advised: Advised
    points: tuple[PointRow, ...]
    findings: tuple[StageFindings, ...]
    waived: tuple[PointRow, ...]
    conclusions: tuple[Pair, ...]
    advice: tuple[AdviceRow, ...]
    made_from: str


@dataclass(frozen=True, slots=True)
class ChartTexts:
    """What the charts tell in words, for who cannot see them; empty for a chart that is left out.

    The ranges stand on the first page as far as there is room; `all_ranges` has them all where some had none.
    """

    ranges: str = ""
    all_ranges: str = ""
    offers: str = ""
    packages: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """A prep brief; a table copy has only its front."""

    front: Front
    inside: Inside | None = None
    annex: Annex | None = None
    charts: ChartTexts = ChartTexts()
