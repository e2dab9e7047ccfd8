"""The domain of a GENIUS negotiation: which issues there are and what each can become."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..deal.shown import shown
from ..source.problems import Collector, Fault
from .attributes import text_of, whole_number
from .markup import LIMITS, Element

ORDER: Final = "name the domain first, then our profile, then theirs"


@dataclass(frozen=True, slots=True)
class Listed:
    """A discrete issue: its options in the order of the file."""

    index: int
    name: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranged:
    """An integer issue: every whole number from `low` to `high`."""

    index: int
    name: str
    low: int
    high: int


DomainIssue = Listed | Ranged


@dataclass(frozen=True, slots=True)
class Domain:
    """The issues in the order of the file; `index` is what profiles refer to."""

    source: str
    name: str
    issues: tuple[DomainIssue, ...]


def read_domain(root: Element, source: str) -> Domain:
    """The domain of a file. Raises SourceError with every problem of it."""
    collector = Collector(source, LIMITS)
    if root.tag != "negotiation_template":
        found = "a profile" if root.tag == "utility_space" else f"a file of <{root.tag}>"
        message = f"is {found}, not a domain (<negotiation_template>)"
        collector.stop(Fault("not-a-domain", message, ORDER), root.position)
    issues: list[DomainIssue] = []
    lines: dict[int, int] = {}
    for element in issue_elements(root):
        issue = _issue(element, collector)
        if issue is None:
            continue
        if issue.index in lines:
            message = f"the index {issue.index} is given to two issues, first on line {lines[issue.index]}"
            collector.add(
                Fault("duplicate-index", message, "number the issues 1, 2, 3, ..."), element.position
            )
        lines.setdefault(issue.index, element.position.line)
        issues.append(issue)
    if not issues and not collector.found:
        hint = '<issue index="1" name="Price" vtype="discrete"> with <item> inside'
        collector.add(Fault("no-issues", "describes no issue", f"describe one as {hint}"), root.position)
    collector.finish()
    return Domain(source, _name(root) or Path(source).stem, tuple(issues))


def issue_elements(root: Element) -> list[Element]:
    """The issues of a domain or profile, from whatever objective they lie in."""
    return [element for element in root.all() if element.tag == "issue"]


def kind_of(issue: Element) -> str:
    """What the values of an issue are: `discrete` if they are listed, else what its type says."""
    if any(issue.named("item")):
        return "discrete"
    types = (issue.attributes.get(name, "").strip().lower() for name in ("vtype", "type", "etype"))
    return next(filter(None, types), "discrete")


def bounds_of(issue: Element) -> Element:
    """The element that holds the bounds of an integer issue: its <range>, or itself."""
    return next(issue.named("range"), issue)


def _name(root: Element) -> str:
    top = next((element for element in root.all() if element.tag == "objective"), None)
    name = top.attributes.get("name", "").strip() if top else ""
    return "" if name.lower() == "root" else name


def _issue(element: Element, collector: Collector) -> DomainIssue | None:
    index = whole_number(element, "index", collector)
    name = text_of(element, "name", collector)
    if index is None or name is None:
        return None
    match kind_of(element):
        case "discrete":
            return Listed(index, name, _options(element, name, collector))
        case "integer":
            return _ranged(element, index, name, collector)
        case kind:
            message = (
                f"the {kind} issue {shown(name)} cannot be imported: only listed options and integers can"
            )
            hint = "make it an integer issue in small enough units, or list its values"
            collector.add(Fault("unsupported-kind", message, hint), element.position)
            return None


def _options(element: Element, name: str, collector: Collector) -> tuple[str, ...]:
    options: list[str] = []
    for item in element.named("item"):
        option = text_of(item, "value", collector)
        if option is None:
            continue
        if option in options:
            message = f"issue {shown(name)} lists the option {shown(option)} twice"
            collector.add(Fault("duplicate-option", message, "remove one, or rename it"), item.position)
        options.append(option)
    if not any(element.named("item")):
        message, hint = (
            f"the discrete issue {shown(name)} has no options",
            'add <item index="1" value="..."/>',
        )
        collector.add(Fault("no-options", message, hint), element.position)
    return tuple(options)


def _ranged(element: Element, index: int, name: str, collector: Collector) -> Ranged | None:
    holder = bounds_of(element)
    low = whole_number(holder, "lowerbound", collector)
    high = whole_number(holder, "upperbound", collector)
    if low is None or high is None:
        return None
    if low > high:
        message = f"the bounds of {shown(name)} are reversed: {low} is above {high}"
        collector.add(Fault("reversed-bounds", message, "write the smaller as lowerbound"), holder.position)
        return None
    return Ranged(index, name, low, high)
