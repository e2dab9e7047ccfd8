"""The report that writes the page."""

from __future__ import annotations

from typing import BinaryIO

from ...assessment import Assessment
from ...errors import place_of
from ...run import Refusal, RunInfo, Totals
from ..groups import Groups, percent, scored
from ..options import Options
from ..report import Format
from ..spool import Spool
from ..verdict import many
from .charts import escaped
from .links import links_of
from .packing import Texts, pack
from .shell import filters, head, script, summary
from .static import deal_html

MOST_WITHOUT_SCRIPT = 200
"""So many deals are also written as HTML, for browsers that run no script."""
MOST_LISTED = 20_000
"""A browser cannot hold any number of deals; those beyond are in the charts and the counts alone."""
MOST_PROBLEMS = 200


class _HtmlReport:
    """Deals wait outside memory for the summary that stands above them."""

    def __init__(self, file: BinaryIO, info: RunInfo, options: Options) -> None:
        self._file = file
        self._info = info
        self._shelf = options.shelf
        self._groups = Groups()
        self._tenths = [0] * 10
        self._texts = Texts()
        self._packed = Spool()
        self._static = Spool()
        self._problems = Spool()
        self._deals = 0
        self._told = 0

    def deal(self, one: Assessment) -> None:
        """Counts it and lists it."""
        self._deals += 1
        self._groups.add(one)
        share = percent(*scored(one)[:2])
        if share is not None:
            self._tenths[min(share // 10, 9)] += 1
        if self._deals <= MOST_LISTED:
            links = links_of(one.id, self._shelf)
            self._packed.write(("" if self._packed.empty else ",\n") + pack(one, links, self._texts))
            if self._deals <= MOST_WITHOUT_SCRIPT:
                self._static.write(deal_html(one, links))

    def refusal(self, one: Refusal) -> None:
        """A line a problem, as long as a reader may follow."""
        for problem in one.problems:
            self._told += 1
            if self._told <= MOST_PROBLEMS:
                place = place_of(problem.source, problem.line, cell=problem.cell)
                hint = f" ({problem.hint})" if problem.hint else ""
                self._problems.write(f'<li dir="auto">{escaped(f"{place}: {problem.message}{hint}")}</li>\n')

    def finish(self, totals: Totals) -> None:
        """Puts the page together."""
        self._write(head(f"Check of {many(totals.deals, 'plan')}, {self._info.as_of}"))
        self._write('<body>\n<a class="skip" href="#list">To the plans</a>\n')
        self._write(summary(self._info, totals, self._groups, self._tenths))
        self._refused()
        self._list()
        self._write("</main>\n")
        self._write('<script type="application/json" id="data">{"deals":[')
        self._packed.copy_to(self._file)
        self._write(f'],"texts":{self._texts.json()}}}</script>\n')
        self._write(f"{script()}</body>\n</html>\n")

    def _refused(self) -> None:
        if not self._problems.empty:
            self._write('<section class="refused"><h2>Could not be checked</h2>\n<ul>\n')
            self._problems.copy_to(self._file)
            more = self._told - MOST_PROBLEMS
            self._write(f"</ul>{f'<p>and {more:,} more</p>' if more > 0 else ''}</section>\n")

    def _list(self) -> None:
        self._write('<section aria-labelledby="list"><h2 id="list" tabindex="-1">Plans</h2>\n')
        if self._deals > MOST_LISTED:
            self._write(
                f'<p class="soft">The first {MOST_LISTED:,} plans are listed; charts and counts are of all.</p>\n'
            )
        self._write(filters(self._groups))
        few = self._deals <= MOST_WITHOUT_SCRIPT
        if not few:
            self._write(
                "<noscript><p>Such a long list needs a browser that runs its script.</p></noscript>\n"
            )
        self._write('<ol id="deals" class="deals">\n')
        if few:
            self._static.copy_to(self._file)
        self._write('</ol>\n<nav id="pager" aria-label="Pages of the list" hidden></nav>\n</section>\n')

    def _write(self, text: str) -> None:
        self._file.write(text.encode())


HTML = Format("html", "one page for a browser, with filters and charts", _HtmlReport)
