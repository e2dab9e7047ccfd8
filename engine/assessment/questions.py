"""Gathers the questions of an assessment: those that rules ask, and those behind what could not be evaluated.

One more is asked on top: about the range of the plan that it would be worth most to know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from ..bargaining.robustness.question import decisive
from ..deal.paths import Location, name_of
from ..deal.talks import words_asked
from ..evaluation import Evaluation, Verdict
from ..expressions import Need, Text, describe
from ..facts import places_needed, vocabulary
from ..ruleset.model import FieldWording
from ..ruleset.questions import pattern_of
from ..texts import Texts
from .model import Question
from .needs import Needing
from .severity import weight_of

Rendering = Callable[[Text | None, Mapping[str, object]], str]


@dataclass(slots=True)
class _Draft:
    """A question while it is being gathered; several rules may want the same answer."""

    to: str
    text: str
    why: str
    follow_up: str
    path: str
    type: str
    sensitive: bool
    settles: dict[str, int] = field(default_factory=dict)
    least: int = 0

    @property
    def weight(self) -> int:
        return max(self.least, sum(self.settles.values()))


def gather_questions(
    evaluation: Evaluation, needing: Needing, render: Rendering, texts: Callable[[], Texts] | None = None
) -> tuple[Question, ...]:
    """The questions, most useful first: by the weight of the rules that an answer would settle.

    The one about the range that it would be worth most to know counts as much as a major finding; where that is asked
    for anyway, only the reason is added. `texts` give the words of the reason; without them only rules ask.
    """
    return _Gathering(evaluation, needing, render, texts).questions()


class _Gathering:
    def __init__(
        self,
        evaluation: Evaluation,
        needing: Needing,
        render: Rendering,
        texts: Callable[[], Texts] | None,
    ) -> None:
        self._evaluation = evaluation
        self._needing = needing
        self._render = render
        self._texts = texts
        self._drafts: dict[str, _Draft] = {}
        exchange = evaluation.facts.deal.exchange
        listed = (exchange.questions if exchange else None) or ()
        self._answered = {words_asked(one.question) for one in listed if one.is_answered}

    def questions(self) -> tuple[Question, ...]:
        for verdict in self._evaluation.verdicts:
            if verdict.code is True:
                self._asked(verdict)
        for verdict in self._evaluation.verdicts:
            if verdict.code is None:
                self._open(verdict)
        if self._texts is not None:
            self._decisive(self._texts)
        ranked = sorted(self._drafts.items(), key=lambda item: (-item[1].weight, item[0]))
        return tuple(
            Question(
                id=id,
                to=draft.to,
                text=draft.text,
                why=draft.why,
                follow_up=draft.follow_up,
                path=draft.path,
                type=draft.type,
                settles=tuple(draft.settles),
                rank=rank,
                sensitive=draft.sensitive,
            )
            for rank, (id, draft) in enumerate(ranked, start=1)
        )

    def _asked(self, verdict: Verdict) -> None:
        """A rule that fired puts its own question; not again what the deal lists with its answer."""
        ask = verdict.rule.ask
        if ask is None:
            return
        subject = self._evaluation.subject(verdict)
        binding = self._evaluation.binding(verdict)
        env = (
            {**self._evaluation.facts.env, binding.variable: binding.element}
            if binding
            else self._evaluation.facts.env
        )
        path = self._path(ask.path, verdict)
        text = self._render(ask.question, env)
        if not path and ask.to != "us" and words_asked(text) in self._answered:
            return
        id = path or f"{verdict.rule.id}:{subject}"
        draft = self._drafts.setdefault(
            id,
            _Draft(
                to=ask.to,
                text=text,
                why=self._render(ask.why, env),
                follow_up=self._render(ask.follow_up, env),
                path=path,
                type=_type_name(ask.path, verdict),
                sensitive=ask.sensitive,
            ),
        )
        draft.settles[_settled(verdict, subject)] = weight_of(verdict.rule.severity)

    def _path(self, path: str | None, verdict: Verdict) -> str:
        """The field that the answer fills, in the user's terms; the loop's variable stands for its element."""
        if path is None:
            return ""
        root, *trail = path.split(".")
        facts, binding = self._evaluation.facts, self._evaluation.binding(verdict)
        (place, *_) = places_needed([Need(root, tuple(trail))], binding, facts)
        return place.text

    def _open(self, verdict: Verdict) -> None:
        """What keeps a rule open is a question, if the field has a wording."""
        settled = _settled(verdict, self._evaluation.subject(verdict))
        for named in self._needing.places(verdict):
            found = self._wording(named.location)
            if found is not None:
                # Asked by the place that has the wording: `us.batna` may stand for all that is below it.
                path = name_of(found[1], self._evaluation.facts.deal)
                draft = self._drafts.setdefault(path, self._worded(*found))
                draft.settles.setdefault(settled, weight_of(verdict.rule.severity))

    def _decisive(self, texts: Callable[[], Texts]) -> None:
        """Asks for the range on which a good package depends most."""
        facts = self._evaluation.facts
        if not self._evaluation.ruleset.wordings:
            return  # rules that word no question pay for no analysis
        found = decisive(facts.deal, stage=facts.derived.stage)
        worded = self._wording(found.input.location) if found else None
        if found is None or worded is None:
            return
        path = name_of(worded[1], facts.deal)
        if path not in self._drafts:
            self._drafts[path] = self._worded(*worded)
            self._drafts[path].least = weight_of("major")
        draft = self._drafts[path]
        reason = texts()("questions.decisive.most" if found.share > 0.5 else "questions.decisive.more")
        draft.why = f"{draft.why} {reason}".lstrip()

    def _worded(self, wording: FieldWording, place: Location) -> _Draft:
        env = {**self._evaluation.facts.env, **dict(self._elements(wording, place))}
        return _Draft(
            to=wording.to,
            text=self._render(wording.question, env),
            why=self._render(wording.why, env),
            follow_up=self._render(wording.follow_up, env),
            path=name_of(place, self._evaluation.facts.deal),
            type=describe(wording.type) if wording.type else "",
            sensitive=wording.sensitive,
        )

    def _wording(self, location: Location) -> tuple[FieldWording, Location] | None:
        """The wording of the field itself, or of the nearest place above that has one."""
        for length in range(len(location), 0, -1):
            wording = self._evaluation.ruleset.wordings.get(pattern_of(location[:length]))
            if wording is not None:
                return wording, location[:length]
        return None

    def _elements(self, wording: FieldWording, location: Location) -> Iterator[tuple[str, object]]:
        node: object = self._evaluation.facts.deal
        variables = iter(wording.variables)
        for step in location:
            if isinstance(step, int):
                assert isinstance(node, tuple)
                node = node[step]
                variable = next(variables)
                if variable:
                    yield variable, node
            else:
                node = None if node is None else getattr(node, step, None)


def _settled(verdict: Verdict, subject: str) -> str:
    return f"{verdict.rule.id}:{subject}" if subject else verdict.rule.id


def _type_name(path: str | None, verdict: Verdict) -> str:
    if path is None:
        return ""
    loop = verdict.rule.check.loop
    scope = vocabulary().with_variable(loop.variable, loop.element) if loop else vocabulary()
    root, *trail = path.split(".")
    field = scope.field_at(root, trail)
    kind = field.type if field else scope.type_of(root)
    return describe(kind) if kind else ""
