"""A small domain with its profiles as files, to be spoilt in one place."""

from __future__ import annotations

from pathlib import Path

DOMAIN = """\
<negotiation_template>
  <utility_space>
    <objective index="0" name="root">
      <issue index="1" name="Colour" vtype="discrete">
        <item index="1" value="red"/>
        <item index="2" value="blue"/>
      </issue>
      <issue index="2" name="Days" vtype="integer" lowerbound="1" upperbound="9"/>
    </objective>
  </utility_space>
</negotiation_template>
"""
PROFILE = """\
<utility_space>
  <objective index="0" name="root">
    <weight index="2" value="0.4"/>
    <weight index="1" value="0.6"/>
    <issue index="1" name="Colour" type="discrete">
      <item index="1" value="red" evaluation="2"/>
      <item index="2" value="blue" evaluation="5"/>
    </issue>
    <issue index="2" name="Days" type="integer" lowerbound="1" upperbound="9">
      <evaluator ftype="linear" offset="0" slope="0.125"/>
    </issue>
  </objective>
</utility_space>
"""


def write(folder: Path, domain: str = DOMAIN, ours: str = PROFILE, theirs: str = PROFILE) -> list[str]:
    """The names of the three files, written into a folder."""
    for name, text in (("domain.xml", domain), ("a.xml", ours), ("b.xml", theirs)):
        (folder / name).write_text(text, encoding="utf-8")
    return ["domain.xml", "a.xml", "b.xml"]
