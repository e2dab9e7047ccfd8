"""Case files for the tests of documents: the samples under the shipped rules, small deals under a few rules."""

from __future__ import annotations

from datetime import date
from functools import cache

from engine.casefile import CaseFile, open_case
from engine.deal.model import Deal
from engine.deal.reading import read_deal
from engine.documents.ooxml import P, parse, text_of
from engine.documents.package import read_package
from engine.resources import folder
from engine.ruleset import Ruleset, load_ruleset
from tests.making import MONDAY, deal_of, rules_of

SAMPLES = tuple(sorted(path.stem for path in (folder("samples") / "deals").glob("*.yaml")))

_RULES = """
rules:
  - id: T-BATNA
    title: The alternative is known
    severity: blocker
    expect: stated(us.batna.summary)
    message: We do not know what we do without {{ them.name }}.
    remedy: Write it down
    ask: {to: us, question: "What do we do without them?", path: us.batna.summary, why: It gives us calm.}
  - {id: T-MINOR, title: Something small, severity: minor, when: missing(us.weaknesses), message: No weaknesses.}
  - id: T-MAJOR
    title: Each issue has a target
    severity: major
    for_each: issue in issues
    where: coalesce(issue.negotiable, True)
    when: missing(issue.ours.target)
    message: "{{ issue.name }} has no target."
    remedy: Set one.
    conclude: no-target
  - {id: T-DEAL, title: Issues, when: stated(issues), conclude: has-issues}
  - {id: T-OPEN, title: Rank, severity: minor, for_each: issue in issues, when: issue.theirs.rank > 1, message: x}
  - id: T-STUCK
    title: Ask about the interests
    when: derived.stage == "bargaining"
    advise: {text: Leave the figures, say: "What would a good result look like for you?", tactic: reframe}
  - id: T-PART
    title: Agree on a part
    when: derived.stage == "bargaining"
    advise: {text: Take what is settled, say: "Shall we write down what we agree on?", tactic: partial-agreement}
  - id: T-ASK
    title: Their decision
    when: missing(them.decision_process)
    ask: {to: them, question: "Who decides in the end?", path: them.decision_process, why: We need their yes.,
          follow_up: When?}
  - id: T-LATE
    title: Their limit
    when: missing(them.walkaway)
    ask: {to: economic buyer, question: "Where is your limit?", path: them.walkaway, sensitive: true}
"""


@cache
def small_rules() -> Ruleset:
    """A few rules, each for one thing that documents show."""
    return rules_of(_RULES)


@cache
def shipped_rules() -> Ruleset:
    """The shipped rules."""
    return load_ruleset()


@cache
def sample_deal(name: str) -> Deal:
    """A sample."""
    return read_deal(folder("samples") / "deals" / f"{name}.yaml")


@cache
def sample(name: str) -> CaseFile:
    """The case file of a sample under the shipped rules."""
    return open_case(sample_deal(name), shipped_rules(), MONDAY)


def case_of(text: str = "", as_of: date = MONDAY) -> CaseFile:
    """The case file of a small deal, written as YAML, under the few rules."""
    return open_case(deal_of(text), small_rules(), as_of)


def part_text(document: bytes) -> str:
    """All text of the main part, a line a paragraph."""
    return "\n".join(text_of(one) for one in parse(read_package(document)["word/document.xml"]).iter(P))


def everything(document: bytes) -> str:
    """The text of every part, as XML: what somebody could find who looks for it."""
    package = read_package(document)
    return "\n".join(package[name].decode("utf-8", "replace") for name in package.names)
