"""The analysis in the annex of the brief as blocks of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...texts import Texts
from ..brief.context_advice import Advised
from .blocks import Block, Bullets, Cell, Heading, Paragraph, cell, muted, strong, table


def advice_blocks(advised: Advised, texts: Texts) -> Iterator[Block]:
    """The sections in the order of the Word file; one without content is left out."""
    yield from _trades(advised, texts)
    yield from _section(
        texts("advice.package.title"),
        [texts(f"advice.package.{name}") for name in ("name", "terms", "theirs")],
        [
            (cell(strong(one.name), muted(one.kindest)), cell(one.terms), cell(one.theirs))
            for one in advised.packages
        ],
        advised.package_notes,
    )
    if advised.counteroffer:
        yield Heading(texts("advice.counter.title"), 3)
        yield from (Paragraph(cell(line)[0]) for line in advised.counteroffer)
    yield from _section(
        texts("advice.step.title"),
        [texts(f"advice.step.{name}") for name in ("number", "gives", "asks", "left")],
        [(cell(str(one.number)), cell(*one.gives), cell(*one.asks), cell(one.left)) for one in advised.steps],
        advised.step_notes,
    )
    yield from _section(
        texts("advice.bargain.title"),
        [texts(f"advice.bargain.{name}") for name in ("give", "state", "cost", "value")],
        [(cell(one.give), cell(one.state), cell(one.cost), cell(one.value)) for one in advised.bargains],
        (advised.instead,) if advised.instead else (),
    )
    if advised.basis:
        yield Heading(texts("advice.basis.title"), 3)
        yield Bullets(advised.basis)


def _trades(advised: Advised, texts: Texts) -> Iterator[Block]:
    yield from _section(
        texts("advice.trade.title"),
        ["", texts("advice.trade.ours"), texts("advice.trade.theirs")],
        [(cell(one.text), cell(one.ours), cell(one.theirs)) for one in advised.trades],
        (texts("advice.trade.note"),) if advised.trades else (),
    )


def _section(
    title: str, head: Iterable[str], rows: list[tuple[Cell, ...]], notes: Iterable[str]
) -> Iterator[Block]:
    if rows:
        yield Heading(title, 3)
        yield table(tuple(head), rows)
    yield from (Paragraph(muted(note)) for note in notes)
