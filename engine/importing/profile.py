"""The preferences of one side in a GENIUS negotiation: a weight for each issue, a worth for each value.

Utility as GENIUS defines it (Lin, Kraus, Baarslag, Tykhonov, Hindriks and Jonker, Computational Intelligence 2014): the
sum over all issues, in whatever objective they lie, of weight times evaluation. The evaluation of an option is
divided by the largest of its issue; that of a whole number is a line, cut off at 0 and 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, DecimalException
from typing import Final

from ..deal.shown import shown
from ..source.limits import DEFAULT
from ..source.problems import Collector, Fault
from .attributes import exact_number, plain, whole_number
from .domain import ORDER, Domain, DomainIssue, Listed, issue_elements
from .evaluations import EXACT, read_line, read_options
from .markup import LIMITS, Element

_NOT_ADDITIVE: Final = frozenset({"utility_function", "ufun", "hyperrectangle", "constraint"})
_TOLERANCE: Final = Decimal("0.001")
_FEW: Final = 4


@dataclass(frozen=True, slots=True)
class Valuation:
    """What one side makes of one issue. `scores` are worth as in the file: of options, or of points of a curve."""

    weight: Decimal
    scores: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Profile:
    """One side's valuation of each issue of the domain, by index; `notes` say what the import leaves out."""

    source: str
    valuations: Mapping[int, Valuation]
    reservation: Decimal | None
    notes: tuple[str, ...]


def read_profile(root: Element, source: str, domain: Domain) -> Profile:
    """The profile of a file for a domain. Raises SourceError with every problem of it."""
    reader = _Reader(root, domain, Collector(source, LIMITS))
    reader.check_kind()
    reader.check_domain()
    weights = reader.weights()
    valuations = reader.valuations(weights)
    reservation = reader.single("reservation")
    notes = [*reader.notes(weights), *reader.rescaled]
    if not reader.collector.found and not any(valuation.weight for valuation in valuations.values()):
        fault = Fault(
            "no-worth", "nothing is worth anything in this profile", "give an issue a weight above 0"
        )
        reader.collector.add(fault, root.position)
    reader.collector.finish()
    return Profile(source, valuations, reservation, tuple(notes))


class _Reader:
    def __init__(self, root: Element, domain: Domain, collector: Collector) -> None:
        self.root, self.domain, self.collector = root, domain, collector
        self.issues = issue_elements(root)
        self.rescaled: list[str] = []
        self.unplaced: set[str] = set()
        """Names of issues whose index cannot be read: that is told once."""

    def check_kind(self) -> None:
        root = self.root
        if root.tag != "utility_space":
            found = "a domain" if root.tag == "negotiation_template" else f"a file of <{root.tag}>"
            fault = Fault("not-a-profile", f"is {found}, not a profile (<utility_space>)", ORDER)
            self.collector.stop(fault, root.position)
        other = next((element for element in root.all() if element.tag.lower() in _NOT_ADDITIVE), None)
        if other is not None or root.attributes.get("type", "").lower() in ("nonlinear", "constraint"):
            hint = "only profiles that add up weighted evaluations are imported"
            fault = Fault("not-additive", "the utility is not a weighted sum over the issues", hint)
            self.collector.stop(fault, (other or root).position)

    def check_domain(self) -> None:
        """Stops if the profile has no issue of the domain at all: one mistake is told, not one an issue."""
        known = [issue.name for issue in self.domain.issues]
        named = [element.attributes.get("name", "").strip() for element in self.issues]
        if not set(known) & set(named):
            message = (
                f"is a profile for another domain: the issues of {self.domain.source} are {_some(known)}"
            )
            hint = f"the issues here are {_some(named)}" if named else "there is no issue here"
            self.collector.stop(Fault("another-domain", message, hint), self.root.position)

    def weights(self) -> Mapping[int, Decimal]:
        """The weight of each issue by its index; those of objectives are left out, as GENIUS does."""
        known = {issue.index for issue in self.domain.issues}
        objectives = self._objectives()
        found: dict[int, Decimal] = {}
        for element in self.root.all():
            if element.tag != "weight":
                continue
            index = whole_number(element, "index", self.collector)
            weight = exact_number(element, "value", self.collector)
            if index is None or (index in objectives and index not in known):
                continue
            if index not in known:
                hint = f"the domain has {', '.join(map(str, sorted(known)))}"
                self._add("unknown-index", f"a weight for issue {index}, which is not there", element, hint)
            elif index in found:
                self._add("duplicate-weight", f"issue {index} has two weights", element, "keep one of them")
            elif weight is not None and weight < 0:
                self._add("negative", f"the weight of issue {index} is negative", element, "write 0 or more")
            found[index] = weight or Decimal(0)
        return found

    def valuations(self, weights: Mapping[int, Decimal]) -> Mapping[int, Valuation]:
        """What the side makes of each issue; whatever is wrong with it is noted."""
        elements = self._elements()
        found: dict[int, Valuation] = {}
        for issue in self.domain.issues:
            element = elements.get(issue.index)
            if element is None and issue.name in self.unplaced:
                continue
            if element is None:
                message = f"issue {issue.index}, {shown(issue.name)}, of {self.domain.source} is not in this profile"
                self._add("missing-issue", message, self.root, "add it with its evaluations and weight")
                continue
            if issue.index not in weights:
                hint = f'add <weight index="{issue.index}" value="..."/>'
                self._add("missing-weight", f"issue {shown(issue.name)} has no weight", element, hint)
            if self._same_name(issue, element):
                weight = weights.get(issue.index, Decimal(0))
                found[issue.index] = self._valued(issue, element, weight)
        return found

    def single(self, tag: str) -> Decimal | None:
        """The number of an element that may stand once, in the profile or its objectives."""
        elements = [element for element in self.root.all() if element.tag == tag]
        for again in elements[1:]:
            self._add(f"duplicate-{tag}", f"<{tag}> stands twice", again, "keep one of them")
        return exact_number(elements[0], "value", self.collector) if elements else None

    def notes(self, weights: Mapping[int, Decimal]) -> Iterator[str]:
        """What is in the file and not in the deal, and what is odd about it."""
        discount = self.single("discount_factor")
        if discount is not None and 0 < discount < 1:
            yield f"the discount factor {plain(discount)} is ignored: time has no price in a deal"
        objectives = self._objectives()
        weighted = {
            element.attributes.get("index", "").strip()
            for element in self.root.all()
            if element.tag == "weight"
        }
        names = [name for index, name in objectives.items() if str(index) in weighted]
        if names:
            yield f"weights of objectives are ignored, as GENIUS does: {_some(names)}"
        total = sum(weights.values(), Decimal(0))
        if abs(total - 1) > _TOLERANCE:
            yield f"the weights add up to {plain(total)}, not to 1"

    def _valued(self, issue: DomainIssue, element: Element, weight: Decimal) -> Valuation:
        if isinstance(issue, Listed):
            return Valuation(weight, read_options(issue, element, self.collector))
        points = read_line(issue, element, self.collector)
        scores = {str(value): worth for value, worth in points.items()}
        top = max(points.values(), default=Decimal(1))
        if top == 1:
            return Valuation(weight, scores)
        try:
            scaled = EXACT.multiply(weight, top)
        except DecimalException:
            message = (
                f"weight times best evaluation of {shown(issue.name)} needs more than {DEFAULT.digits} digits"
            )
            self._add("number-too-long", message, element, "round its numbers")
            return Valuation(weight, {})
        self.rescaled.append(
            f"{shown(issue.name)} is worth {plain(top)} at best, not 1; to say the same its weight is "
            f"{plain(weight)} x {plain(top)} = {plain(scaled)}"
        )
        return Valuation(scaled, scores)

    def _elements(self) -> Mapping[int, Element]:
        """The issues of the profile by index."""
        known = {issue.index for issue in self.domain.issues}
        found: dict[int, Element] = {}
        for element in self.issues:
            index = whole_number(element, "index", self.collector)
            if index is None:
                self.unplaced.add(element.attributes.get("name", "").strip())
                continue
            if index not in known:
                hint = f"the domain has {', '.join(map(str, sorted(known)))}"
                self._add("unknown-index", f"issue {index} is not in {self.domain.source}", element, hint)
            elif index in found:
                first = found[index].position.line
                message = f"issue {index} stands twice, first on line {first}"
                self._add("duplicate-issue", message, element, "keep one of them")
            found.setdefault(index, element)
        return found

    def _same_name(self, issue: DomainIssue, element: Element) -> bool:
        name = element.attributes.get("name", "").strip()
        if name == issue.name:
            return True
        message = f"issue {issue.index} is {shown(name)} here and {shown(issue.name)} in {self.domain.source}"
        self._add("another-issue", message, element, "give both files the same issues")
        return False

    def _objectives(self) -> Mapping[int, str]:
        return {
            int(text): element.attributes.get("name", "").strip() or text
            for element in self.root.all()
            if element.tag == "objective"
            and (text := element.attributes.get("index", "").strip()).isdecimal()
        }

    def _add(self, code: str, message: str, element: Element, hint: str) -> None:
        self.collector.add(Fault(code, message, hint), element.position)


def _some(names: Sequence[str]) -> str:
    more = ", ..." if len(names) > _FEW else ""
    return ", ".join(map(shown, names[:_FEW])) + more
