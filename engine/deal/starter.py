"""The page a rep starts from: a deal file with what matters first, and the rest as suggestions in comments."""

from __future__ import annotations

from string import Template

from ..errors import NegotiaError
from .base import Stage


def starter_deal(id: str, title: str, us: str, them: str, stage: Stage | None = None) -> str:
    """The text (YAML) of a new deal file.

    It reads as it is, and with any whole suggestion in use: lines that begin with `# ` are suggestions, lines
    that begin with `## ` explain. Raises NegotiaError if a name is blank.
    """
    names = {"id": id, "title": title, "us": us, "them": them}
    require_names(**names)
    quoted = {name: _quoted(value) for name, value in names.items()}
    return Template(_PAGE).substitute(quoted, stage=stage or "preparation")


def require_names(**names: str) -> None:
    """Refuses blank names of a new deal, by what they are for. Raises NegotiaError."""
    for name, value in names.items():
        if not value.strip():
            raise NegotiaError(f"a new deal needs {_WHAT[name]}")


_WHAT = {
    "id": "an id",
    "title": "a title",
    "us": "the name of our side",
    "them": "the name of the other side",
}


def _quoted(text: str) -> str:
    """A double-quoted scalar of YAML."""
    return '"' + "".join(_escaped(character) for character in text) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    return character if character.isprintable() else f"\\U{ord(character):08x}"


_PAGE = """\
## A negotiation plan for negotia. `##` explains; `#` is a suggestion: take the `# ` away to use it.
## What you leave blank counts as not known, and comes back as a question. Write `none` for what you know
## to be none. `negotia check FILE` says what is missing; `negotia schema deal` lists every field.
schema: negotia/deal/1

deal:
  id: $id
  title: $title
  stage: $stage
  currency:  ## three letters, such as EUR; all amounts are in it
  our_role: seller  ## or buyer
  ## integrative: both sides can win; distributive: one side's gain is the other's loss.
  approach:
  approach_reason:
  relationship:  ## one-off, repeat or strategic
  # contract_value: {amount: 120000, basis: TCV, tax_included: false}
  # close_date: 2026-06-30

## 1. Before the meeting: what do we do if there is no deal, and where do we stop?
us:
  name: $us
  goals:
    short_term:
    long_term:
  batna:
    summary:
    value:
    # steps: [ask a second customer for a letter of intent]
  walkaway:
    summary:
    value:
    reason:
  # people:
  #   - {name: Kim Sample, role: sales, attends: true, skills: [listening, analysis]}
  # strengths: [the only supplier with a local team]
  # weaknesses: none

## 2. The other side: who decides, what do they want, and do we know it (stated) or guess it (estimated)?
them:
  name: $them
  decision_process:
  paper_process:
  # compelling_event: their present contract ends on 30 June
  # batna: {summary: stay with the present supplier, value: [90000, 100000], source: estimated}
  # people:
  #   - name: Alex Example
  #     role: head of purchasing
  #     decision_role: decision-maker  ## or economic buyer, champion, influencer, user, blocker, representative
  #     authority: up to 100,000 alone
  #     priorities: [a fixed price, one contact]
  # interests:
  #   - {interest: predictable cost, why: the budget is fixed for two years, priority: 1, source: stated}
  # challenges:
  #   - {text: three systems that do not talk to each other, source: stated}
  # concerns:
  #   - {text: the change takes too long, source: estimated, answer: a plan with dates and owners}
  # competition:
  #   - {name: no decision}

## 3. What is negotiated. opening: what we say first; target: what we aim for; walkaway: where we stop.
issues:
  - id: price
    name: Price
    kind: money  ## or number, percent, duration, date, choice, text
    tier: must_have  ## or trade, nice_to_have
    ours:
      prefers: higher
      rank: 1
      opening:
      target:
      walkaway:
      rationale:
    theirs:
      opening:  ## one value or a range [low, high]
      why:
  # - id: term
  #   name: Term
  #   kind: duration
  #   unit: months
  #   tier: trade
  #   ours: {prefers: higher, rank: 2, opening: 36, target: 24, walkaway: 12, why: we can plan our staff}
  #   theirs: {prefers: lower, opening: {value: [6, 12], source: estimated}}

## 4. How we go about it. Every concession has a price: if you ..., then we ...
strategy:
  opens_first:  ## us or them
  # message: one supplier who answers for all of it
  # tactics:
  #   - {tactic: your competitor is cheaper, counter: ask what exactly is in that price}
  # concessions:
  #   - {id: c1, give: 3 % off, ask_in_return: if you sign for 24 months, cost_to_us: 3600, order: 1}

## 5. The next meeting: what do we want to have in hand when we leave?
meetings:
  - id: next
    purpose: exchange  ## or presentation, clarification, bargaining, closing, review, internal
    objective:
    commitment:
    # at: 2026-03-31T14:00+02:00
    # minutes: 60
    # note_taker: Kim Sample
    # agenda:
    #   - {topic: their view of the year ahead, minutes: 25, speaker: them}
    #   - {topic: our proposal, minutes: 20, speaker: us}
    #   - {topic: next steps, minutes: 15, speaker: both}

## Later: exchange, clarification, bargaining, commitment and agreement follow in the same file.
"""
