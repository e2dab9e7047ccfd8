"""Whatever a deal text looks like: an edit reads back as the edit, and other comments and lines stay."""

import copy
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from engine.deal.edit import append_item, remove, set_value
from engine.source import read_source

Path = tuple[str | int, ...]

KEYS = st.sampled_from(["a", "b", "c", "key", "1", "two words", "é"])
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1000, 1000),
    st.decimals(-1000, 1000, allow_nan=False, places=2),
    st.text(st.characters(codec="utf-8"), max_size=12),
    st.text("ab \n:#'\"-[]{},|>", max_size=12),
    st.sampled_from(["no", "012", "2026-03-01", "one\ntwo\n", "a: b", "- a", "~", "it's"]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)
SPELLINGS = ["x", "'y'", '"z"', "1", "2.50", "true", "", "[]", "{}", "{p: 1, q: [2, 3]}", "[u, 'v', {w: 1}]"]
BLOCK_TEXTS = ["|", ">", "|-", ">-", "|+"]


@dataclass
class Sketch:
    """A YAML text in the making; each comment is noted with the path that it belongs to."""

    lines: list[str] = field(default_factory=list)
    comments: dict[str, Path] = field(default_factory=dict)

    def comment(self, owner: Path) -> str:
        text = f"# note {len(self.comments)}."
        self.comments[text] = owner
        return text


@st.composite
def sketches(draw: st.DrawFn) -> Sketch:
    """A mapping in block style, laid out in one of many ways, with comments."""
    sketch = Sketch()
    step, list_step = draw(st.sampled_from([2, 4])), draw(st.sampled_from([0, 2, 4]))

    def trailing(owner: Path) -> str:
        return f"  {sketch.comment(owner)}" if draw(st.booleans()) else ""

    def full_line(column: int, owner: Path) -> None:
        if draw(st.integers(0, 3)) == 0:
            sketch.lines.append(" " * column + sketch.comment(owner) if draw(st.booleans()) else "")

    def mapping(column: int, path: Path, first: str = "") -> None:
        for key in draw(st.lists(KEYS, min_size=1, max_size=3, unique=True)):
            if not first:
                full_line(column, path)
            value(first or " " * column, f"{key}:", column, (*path, key))
            first = ""

    def sequence(column: int, path: Path) -> None:
        for index in range(draw(st.integers(1, 3))):
            full_line(column, path)
            if len(path) < 3 and draw(st.booleans()):
                mapping(column + 2, (*path, index), " " * column + "- ")
            else:
                value(" " * column, "-", column, (*path, index))

    def value(start: str, mark: str, column: int, path: Path) -> None:
        kinds = ["line", "line", "text", *(["mapping", "sequence"] if len(path) < 3 else [])]
        kind = draw(st.sampled_from(kinds))
        if kind == "line":
            spelling = draw(st.sampled_from(SPELLINGS))
            sketch.lines.append(f"{start}{mark} {spelling}".rstrip() + trailing(path))
        elif kind == "text":
            sketch.lines.append(f"{start}{mark} {draw(st.sampled_from(BLOCK_TEXTS))}")
            sketch.lines.extend(" " * (column + step) + line for line in ("one", "two"))
        else:
            sketch.lines.append(start + mark + trailing((*path, "key line")))
            if kind == "mapping":
                mapping(column + step, path)
            else:
                sequence(column + (list_step if mark != "-" else step), path)

    mapping(0, ())
    full_line(0, ())
    return sketch


@dataclass
class Case:
    text: str
    data: Any
    comments: dict[str, Path]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    sketch = draw(sketches())
    line_break = draw(st.sampled_from(["\n", "\r\n"]))
    text = line_break.join(sketch.lines) + draw(st.sampled_from(["", line_break]))
    return Case(text, read_source(text, "x.yaml").data, sketch.comments)


def paths(data: Any, path: Path = ()) -> list[Path]:
    """Every path in the data but the root's."""
    steps = list(data) if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else []
    return [found for step in steps for found in ((*path, step), *paths(data[step], (*path, step)))]


def at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def check_comments(case: Case, after: str, touched: Path) -> None:
    for comment, owner in case.comments.items():
        if owner[: len(touched)] != touched:
            assert comment in after


@given(cases(), st.data())
def test_set_value(case: Case, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(paths(case.data)))
    value = data.draw(VALUES)
    after = set_value(case.text, path, value)
    expected = copy.deepcopy(case.data)
    at(expected, path[:-1])[path[-1]] = value
    assert read_source(after, "x.yaml").data == expected
    check_comments(case, after, path)


@given(cases(), st.data())
def test_set_value_of_a_new_key(case: Case, data: st.DataObject) -> None:
    mappings = [path for path in ((), *paths(case.data)) if isinstance(at(case.data, path), dict)]
    path = data.draw(st.sampled_from(mappings))
    steps = data.draw(st.sampled_from([("new",), ("new", "deep", "er")]))
    value = data.draw(VALUES)
    after = set_value(case.text, (*path, *steps), value)
    expected = copy.deepcopy(case.data)
    at(expected, path)["new"] = value if len(steps) == 1 else {"deep": {"er": value}}
    assert read_source(after, "x.yaml").data == expected
    for comment in case.comments:
        assert comment in after
    if at(case.data, path):
        changed = Counter(case.text.splitlines()) - Counter(after.splitlines())
        assert changed.total() <= 1  # the line of a mapping in brackets


@given(cases(), st.data())
def test_append_item(case: Case, data: st.DataObject) -> None:
    lists = [path for path in paths(case.data) if isinstance(at(case.data, path), list)]
    path = data.draw(st.sampled_from([*lists, ("new",)]))
    item = data.draw(VALUES)
    after = append_item(case.text, path, item)
    expected = copy.deepcopy(case.data)
    (at(expected, path) if path != ("new",) else expected.setdefault("new", [])).append(item)
    assert read_source(after, "x.yaml").data == expected
    for comment in case.comments:
        assert comment in after


@given(cases(), st.data())
def test_remove(case: Case, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(paths(case.data)))
    after = remove(case.text, path)
    expected = copy.deepcopy(case.data)
    del at(expected, path[:-1])[path[-1]]
    assert read_source(after, "x.yaml").data == expected
    check_comments(case, after, path if at(expected, path[:-1]) else path[:-1])
