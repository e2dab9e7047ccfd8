"""The looks of the page: light, dark, on paper and on a phone. Colours are named once."""

from __future__ import annotations

from typing import Final

STYLE: Final = """
:root { color-scheme: light dark; --ground: #fff; --card: #f4f6f8; --ink: #1b2631; --soft: #51606d;
  --rule: #d3dae1; --ours: #1d5ca4; --theirs: #a94f0c; --fair: #17724a; --package: #6a3d9e; --limit: #8a3324;
  --zone: #17724a1a; --good: #17724a; --bad: #a3281b; }
@media (prefers-color-scheme: dark) { :root { --ground: #13181e; --card: #1c242d; --ink: #e7ecf1;
  --soft: #a6b3bf; --rule: #384552; --ours: #82b7f2; --theirs: #f2aa6e; --fair: #74d3a2; --package: #c8a9f3;
  --limit: #f09a8b; --zone: #74d3a224; --good: #74d3a2; --bad: #f5978b; } }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif; color: var(--ink);
  background: var(--ground); margin: 0 auto; max-width: 70rem; padding: 2rem 1.5rem 3rem;
  overflow-wrap: break-word; font-variant-numeric: tabular-nums; }
header { border-bottom: 3px solid var(--ink); padding-bottom: .8rem; margin-bottom: 1.6rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .3rem; }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 0 0 .6rem; }
h2.part { font-size: .85rem; letter-spacing: .08em; text-transform: uppercase; color: var(--soft);
  border-bottom: 1px solid var(--rule); padding-bottom: .3rem; margin: 2.6rem 0 1.2rem; }
h3 { font-size: 1.05rem; margin: 0 0 .5rem; }
p { margin: 0 0 .6rem; max-width: 46rem; }
header p { margin: 0; max-width: none; color: var(--soft); }
.label { color: var(--bad); font-weight: 600; }
.lead { font-size: 1.15rem; line-height: 1.4; }
.good { color: var(--good); font-weight: 600; }
.bad { color: var(--bad); font-weight: 600; }
.muted, footer, figcaption { color: var(--soft); font-size: .9rem; }
section { margin: 0 0 2rem; }
.answer > section { background: var(--card); border-radius: .6rem; padding: 1.1rem 1.3rem; margin-bottom: 1.1rem; }
.beside { display: grid; gap: 1rem 2rem; grid-template-columns: minmax(0, 1fr); }
@media (min-width: 60rem) { .beside { grid-template-columns: minmax(0, 1fr) minmax(0, 31rem); } }
ul, ol { margin: 0 0 .6rem; padding-left: 1.3rem; max-width: 46rem; }
li { margin-bottom: .35rem; }
.scroll { overflow-x: auto; margin: .2rem 0 .9rem; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; }
th, td { text-align: start; vertical-align: top; padding: .4rem .9rem .4rem 0; border-bottom: 1px solid var(--rule); }
thead th { color: var(--soft); font-size: .85rem; font-weight: 600; border-bottom: 2px solid var(--rule);
  vertical-align: bottom; }
tbody th { font-weight: 600; }
tbody th.long { font-weight: 400; }
tr > :last-child { padding-right: 0; }
th.figure, td.figure { text-align: end; white-space: nowrap; width: 1%; padding-right: 1.4rem; }
figure { margin: 0 0 1rem; }
figcaption { margin-top: .3rem; }
svg.plane { display: block; width: 100%; max-width: 34rem; height: auto; font: 12px system-ui, "Segoe UI", Roboto,
  "Liberation Sans", Arial, sans-serif; }
.plane text { fill: var(--ink); }
.plane .tick, .plane .note { fill: var(--soft); font-size: 11px; }
.plane .axis { fill: var(--soft); }
.plane .label { font-weight: 600; fill: var(--ink); paint-order: stroke; stroke: var(--card); stroke-width: 3px; }
.plane .grid { stroke: var(--rule); stroke-width: .7; }
.plane .zone { fill: var(--zone); }
.plane .limit { stroke: var(--limit); stroke-width: 1.2; stroke-dasharray: 5 3; }
.plane .frontier { fill: none; stroke: var(--ink); stroke-width: 1.6; opacity: .75; }
.plane .dot { fill: var(--ink); opacity: .6; }
.plane .way { fill: none; stroke-width: 1.2; stroke-dasharray: 2 3; }
.way.ours { stroke: var(--ours); }
.way.theirs { stroke: var(--theirs); }
.mark { stroke: var(--card); stroke-width: 1; }
.mark.ours, rect.ours { fill: var(--ours); }
.mark.theirs, rect.theirs { fill: var(--theirs); }
.mark.fair { fill: var(--fair); }
.mark.package { fill: var(--package); }
.agreed { fill: none; stroke: var(--ink); stroke-width: 2.6; }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; list-style: none; padding: 0; font-size: .9rem; }
.legend li { display: flex; align-items: center; gap: .4rem; margin: 0; }
.legend svg { width: 16px; height: 16px; flex: none; }
.bars { list-style: none; padding: 0; max-width: none; }
.bars > li { margin-bottom: .8rem; }
.bars dl { display: grid; grid-template-columns: 5rem minmax(3rem, 1fr) 15rem; gap: .1rem .7rem;
  align-items: center; margin: .2rem 0 0; font-size: .9rem; }
.bars dt { color: var(--soft); }
.bars dd { margin: 0; }
.bars svg { display: block; width: 100%; height: .8rem; }
footer { border-top: 1px solid var(--rule); margin-top: 2.5rem; padding-top: .8rem; }
@media (max-width: 30rem) { body { padding: 1.1rem .9rem 2rem; font-size: 15px; }
  .answer > section { padding: .9rem; margin-inline: -.3rem; } h1 { font-size: 1.4rem; }
  th, td { padding-right: .6rem; } .bars dl { grid-template-columns: 4.4rem minmax(2rem, 1fr) 7.5rem; } }
@media print { :root { --ground: #fff; --card: #fff; --ink: #000; --soft: #444; --rule: #bbb; --ours: #1d5ca4;
  --theirs: #a94f0c; --fair: #17724a; --package: #6a3d9e; --limit: #8a3324; --zone: #17724a1a; --good: #17724a;
  --bad: #a3281b; color-scheme: light; }
  html { font-size: 10pt; } body { max-width: none; padding: 0; font-size: 1rem; } .bars { break-before: avoid; }
  .answer > section { padding: 0; border-radius: 0; }
  h2, h3 { break-after: avoid; } tr, figure, li { break-inside: avoid; } .scroll { overflow: visible; }
  .beside { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  svg, rect, path { print-color-adjust: exact; } @page { margin: 16mm; } }
"""
"""Names of colours stand for what they show; each has contrast enough on its ground (WCAG AA)."""
