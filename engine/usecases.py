"""What a front end may ask for. Nothing here prints, reads the clock or looks at the environment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from .answering import Answer, Inquiry, answers_in, assigned_answer, inquire
from .assessment.building import ruleset_info
from .checking import check
from .deal.base import Origin, Stage
from .deal.model import Deal
from .deal.reading import parse_deal, read_deal
from .deal.schema import deal_schema
from .deal.starter import starter_deal
from .errors import DealError, NegotiaError, Problem
from .explaining import Explanation, explain
from .inference import EngineChoice
from .output.analysis_schema import analysis_schema
from .output.assessment_schema import assessment_schema
from .remedies import Remedy, remedies
from .resources import folder
from .ruleset import Rule, Ruleset, compile_packs
from .ruleset.json_schema import rules_schema
from .ruleset.loading import read_packs, with_wording
from .ruleset.schema import SEVERITIES, Severity
from .run import Run, Totals
from .source import Format, read_file
from .suggest import did_you_mean
from .texts import DEFAULT_LOCALE
from .workbench.testing import CaseResult, run_cases

if TYPE_CHECKING:
    from .analysis import Analysis
    from .documents.questions.placing import Returned
    from .drafting import DraftOptions
    from .importing import Imported
    from .publishing import Document, DocumentFormat, DocumentKind
    from .tables.converting import Converted

FailOn = Severity | Literal["never"]
SCHEMAS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "deal": deal_schema,
    "rules": rules_schema,
    "assessment": assessment_schema,
    "analysis": analysis_schema,
}
"""The kinds of files that have a JSON Schema."""
FEW = 10
"""Up to so many deals, it takes longer to compile the rules than to interpret them."""
_SUFFIXES = frozenset({".yaml", ".yml", ".json"})


@dataclass(frozen=True, slots=True)
class DealText:
    """A deal description that lies in no file; `name` stands for it in messages, and by its suffix for the format
    where none is given."""

    name: str
    text: str | bytes
    format: Format | None = None


Input = str | Path | DealText


def load_rules(
    paths: Iterable[str | Path] = (),
    *,
    shipped: bool = True,
    engine: EngineChoice = "auto",
    locale: str = DEFAULT_LOCALE,
) -> Ruleset:
    """The rules of the files and folders in `paths`, on top of the shipped ones or alone. Raises RuleError.

    Their texts are in the language of the locale, as far as there are packs of it.
    """
    below = [folder("rules")] if shipped else []
    return compile_packs(read_packs(with_wording([*below, *map(Path, paths)], locale)), engine)


def check_paths(
    inputs: Sequence[Input],
    ruleset: Ruleset,
    as_of: date,
    stage: Stage | None = None,
    *,
    locale: str = DEFAULT_LOCALE,
) -> Run:
    """The assessments of all deals in the files and folders named. A file that cannot be read stops no other.

    A folder stands for its `*.yaml`, `*.yml` and `*.json` files and those below; what is hidden is skipped.
    A file that is named twice is checked once. `stage` checks the deals as if they stood at that stage; amounts and
    dates in texts follow the locale.
    """
    problems: list[Problem] = []
    files = tuple(_files(inputs, problems))
    applied = _fit(ruleset, files)
    assessments = tuple(
        check(one, applied, as_of, stage=stage, locale=locale) for one in _deals(files, problems)
    )
    return Run(as_of, ruleset_info(ruleset), assessments, tuple(problems))


def exit_status(totals: Totals, fail_on: FailOn = "blocker", fail_on_unknown: FailOn = "never") -> int:
    """0: nothing at or above `fail_on`; 1: findings; 2: an input could not be read or a rule could not be run.

    `fail_on_unknown` also counts what could not be evaluated, for rules whose findings would be that grave;
    ramps count at their top. Waived findings never count.
    """
    if totals.failed:
        return 2
    return int(_any_as_grave(totals.findings, fail_on) or _any_as_grave(totals.open, fail_on_unknown))


def write_documents(
    inputs: Sequence[Input],
    kinds: Sequence[DocumentKind],
    ruleset: Ruleset,
    as_of: date,
    write: Callable[[Document], None],
    templates: Path | None = None,
    format: DocumentFormat = "docx",
    locale: str = DEFAULT_LOCALE,
) -> tuple[Problem, ...]:
    """Makes the documents of all deals in the files and folders named, and hands each to `write`.

    A format other than `docx` is for briefs and questions.
    Templates in the folder `templates` take the place of the shipped ones of the same names.
    Returns why some could not be made: a file that cannot be read stops no other. Raises TemplateError.
    """
    from .publishing import Reading, publish

    problems: list[Problem] = []
    files = tuple(_files(inputs, problems))
    deals, rules = _deals(files, problems), _fit(ruleset, files)
    for document in publish(deals, kinds, rules, as_of, problems, Reading(locale, templates), format):
        write(document)
    return tuple(problems)


def write_agreements(
    inputs: Sequence[Input],
    wanted: DraftOptions,
    ruleset: Ruleset,
    as_of: date,
    write: Callable[[Document], None],
) -> tuple[Problem, ...]:
    """Makes the draft agreements of all deals named, verifies them, and hands each file to `write`.

    Returns why some could not be made, as `write_documents` does. Raises TemplateError.
    """
    from .drafting import publish_drafts

    problems: list[Problem] = []
    files = tuple(_files(inputs, problems))
    for document in publish_drafts(_deals(files, problems), wanted, _fit(ruleset, files), as_of, problems):
        write(document)
    return tuple(problems)


def compare_documents(old: str | Path, new: str | Path, author: str = "") -> bytes:
    """The new Word file with its differences from the old one as tracked changes. Raises NegotiaError."""
    from .documents import render_redline

    contents = tuple(_content(Path(path)) for path in (old, new))
    return render_redline(*contents, author=author, names=(str(old), str(new)))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NegotiaError(f"{path} cannot be read: {error.strerror}") from error


def earlier_draft(path: str | Path) -> tuple[str, bytes]:
    """The name and content of a draft that was sent before. Raises NegotiaError."""
    return str(path), _content(Path(path))


def find_rule(ruleset: Ruleset, id: str) -> Rule:
    """The rule with that id. Raises NegotiaError with the nearest id."""
    rule = ruleset.by_id.get(id)
    if rule is not None:
        return rule
    if id in ruleset.switched_off:
        raise NegotiaError(f"the rule {id} is switched off: {ruleset.switched_off[id]}")
    hint = did_you_mean(id, ruleset.by_id) or "`negotia rules list` names all rules"
    raise NegotiaError(f"there is no rule {id!r} ({hint})")


def explain_deal_rule(
    deal: Input, ruleset: Ruleset, rule: Rule, as_of: date, stage: Stage | None = None
) -> Explanation:
    """Why the rule fired on the deal, or did not. Raises DealError."""
    return explain(read_one(deal), ruleset, rule, as_of, stage=stage)


def find_remedies(
    deal: Input, ruleset: Ruleset, rule: Rule, as_of: date, stage: Stage | None = None
) -> tuple[Remedy, ...]:
    """How the rule's findings could be cleared, each checked on the deal. Raises DealError."""
    return remedies(read_one(deal), ruleset, rule, as_of, stage=stage)


def inquire_deal(path: str | Path, ruleset: Ruleset, as_of: date) -> Inquiry:
    """What there is to ask about the deal of a file. Raises DealError, and NegotiaError for a workbook."""
    if Path(path).suffix.lower() == ".xlsx":
        raise NegotiaError(
            f"{path}: answers go into YAML or JSON; `negotia convert` makes that of a workbook"
        )
    source = read_deal(path).source
    assert source is not None
    # The text as it stands in the file: reading takes a byte order mark away, and writing must keep it.
    text = Path(path).read_bytes().decode()
    return inquire(text, source.name, replace(ruleset, interpreted=True), as_of, format=source.format)


def read_answers(
    assigned: Iterable[str], files: Iterable[str | Path], source: Origin | None = None
) -> tuple[Answer, ...]:
    """The answers written as `PATH=VALUE` and those of files. Raises NegotiaError, SourceError for a file."""
    typed = [assigned_answer(text, source) for text in assigned]
    filed = [answer for file in files for answer in answers_in(read_file(file), source)]
    return (*typed, *filed)


def read_returned_list(inquiry: Inquiry, path: str | Path, source: Origin | None = None) -> Returned:
    """The answers that were written into the question list of a deal in Word. Raises SourceError."""
    from .documents.questions.placing import place_answers
    from .documents.questions.reading import read_list

    return place_answers(read_list(path), inquiry, source)


def run_rule_tests(ruleset: Ruleset, ids: Sequence[str] = ()) -> tuple[CaseResult, ...]:
    """The results of the cases of the rules named, or of all. Raises NegotiaError for a rule that is not there."""
    return tuple(run_cases(ruleset, [find_rule(ruleset, id) for id in ids] or None))


def new_deal(id: str, title: str, us: str, them: str, stage: Stage | None = None) -> str:
    """The text of a deal to start from. Raises NegotiaError if a name is blank."""
    return starter_deal(id, title, us, them, stage)


def new_deal_book(id: str, title: str, us: str, them: str, stage: Stage | None = None) -> bytes:
    """The workbook (.xlsx) of a deal to start from. Raises NegotiaError if a name is blank."""
    from .tables.writing import new_book

    return new_book(id, title, us, them, stage)


def convert_deal(source: str | Path, target: str | Path) -> Converted:
    """The deal of a file in the form that the ending of `target` stands for.

    Raises DealError for a file that is no deal, NegotiaError for an ending that stands for none.
    """
    from .tables import converting

    return converting.convert_deal(source, target)


def import_domain(domain: str | Path, ours: str | Path, theirs: str | Path) -> Imported:
    """A deal made of a GENIUS domain and the profiles of both sides. Raises SourceError with every problem."""
    from .importing import import_genius

    return import_genius(domain, ours, theirs)


def analyze_deal(
    deal: Input, *, seed: int = 0, draws: int = 1000, budget: int = 2000, steps: int = 20
) -> Analysis:
    """What follows from a deal for the bargaining; worked out part by part as it is asked for. Raises DealError."""
    from .analysis import analyze

    return analyze(read_one(deal), seed=seed, draws=draws, budget=budget, steps=steps)


def json_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of a kind of file, one of SCHEMAS."""
    return SCHEMAS[kind]()


def read_one(one: Input) -> Deal:
    """The deal of a file (a plan in Excel, too) or text. Raises DealError with every problem of it."""
    if not isinstance(one, DealText) and Path(one).suffix.lower() == ".xlsx":
        from .tables.converting import read_deal_book

        return read_deal_book(one)
    return parse_deal(one.text, one.name, format=one.format) if isinstance(one, DealText) else read_deal(one)


def _fit(ruleset: Ruleset, files: Sequence[Input]) -> Ruleset:
    """The rules in the form that is faster for so many deals."""
    return replace(ruleset, interpreted=len(files) <= FEW)


def _deals(inputs: Sequence[Input], problems: list[Problem]) -> Iterator[Deal]:
    for one in inputs:
        try:
            yield read_one(one)
        except DealError as error:
            problems.extend(error.problems)


def _files(inputs: Sequence[Input], problems: list[Problem]) -> Iterator[Path | DealText]:
    seen: set[Path] = set()
    for one in inputs:
        if isinstance(one, DealText):
            yield one
            continue
        for path in _expanded(Path(one), problems):
            if path.resolve() not in seen:
                seen.add(path.resolve())
                yield path


def _expanded(path: Path, problems: list[Problem]) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    found = sorted(
        file
        for file in path.rglob("*")
        if file.suffix.lower() in _SUFFIXES
        and not any(part.startswith(".") for part in file.relative_to(path).parts)
        and file.is_file()
    )
    if not found:
        hint = "deals are files that end in .yaml, .yml or .json"
        problems.append(Problem("no-deals", "there is no deal in this folder", str(path), hint=hint))
    yield from found


def _any_as_grave(counts: Mapping[Severity, int], limit: FailOn) -> bool:
    return limit != "never" and any(counts[one] for one in SEVERITIES[: SEVERITIES.index(limit) + 1])
