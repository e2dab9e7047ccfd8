"""Where the YAML 1.2 reader of ruamel.yaml and ours mean the same, they read the same."""

import json
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from engine.errors import SourceError
from engine.source import read_source, yaml_events

CORPUS = {
    "block texts": "a: |\n  one\n   two\n\n  three\nb: >\n  one\n  two\n\n  three\n   four\n",
    "block text ends": "c: |-\n  x\nd: >+\n  y\n\ne: |2\n   z\n",
    "quotes": "a: 'it''s'\nb: \"tab\\tquote\\\" \\u00e9 \\x41 \\\\ \\/\"\n",
    "quotes over lines": "c: \"one\n  two\n\n  three\"\nd: 'one\n  two'\ne: \"a\\\n  b\"\n",
    "plain over lines": "a: one\n  two\n\n  three\nb: x # comment\nc: x#y\nd: a:b\ne: http://x.y/z?a=1&b=2\n",
    "flow": "a: [1, 'b', \"c\", {d: e, f: [g]}, h i ]\nb: {x: 1, 'y': 2, \"z\":3}\n",
    "flow over lines": "c: [\n  1,\n  2, # two\n]\nd: {}\ne: [a: 1, b]\n",
    "anchors": "a: &x [1, &y two]\nb: *x\nc: *y\nd: &z\n  k: v\ne: *z\n",
    "comments": "# top\na: 1 # one\n# between\nb:\n  # inside\n  c: 2\n\n# end\n",
    "unicode": "é: ü\n価格: 交渉\nx: \"😀\"\ny: 😀\n",
    "crlf": "a: 1\r\nb: |\r\n  x\r\n  y\r\nc:\r\n  - d\r\n",
    "document marks": "---\na: 1\n...\n",
    "directive": "%YAML 1.2\n---\na: no\n",
    "words": "[no, yes, on, off, y, n, ~, null, Null, true, True, TRUE, false, 'true']\n",
    "numbers": "[0, -1, +1, 010, 0o10, 0x1F, 1_0x, 12:30, 12:30:45, 1.2.3, '1', -, 1-2]\n",
    "indentation": "a:\n- b\n-  c: 1\n   d: 2\n- - e\n  - f\n-\n  g: 3\n",
    "empty values": "a:\nb: ''\nc: ~\nd:\n  -\n  - x\n",
    "complex keys": "? a\n: 1\n? b\n? \"c d\"\n: [2]\n",
    "tags": "a: !!str 1\nb: !!int '2'\nc: !!map {d: !!null ''}\ne: !!seq [!!bool 'true']\n",
    "tabs": "b: 'x\ty'\nc: |\n  x\ty\n",
    "signs": "a: -x\nb: ?x\nc: :x\nd: a-b\ne: x!\nf: a&b\ng: a*b\nh: \"@x\"\n",
    "folded with more indentation": "a: >\n  one\n    two\n  three\n\n\n  four\n",
    "long": "a: " + "word " * 200 + "end\n",
}  # fmt: skip


def ruamel(text: str) -> Any:
    reader = YAML(typ="safe", pure=True)
    return reader.load(StringIO(text, newline=""))


@pytest.mark.parametrize("parser", ["libyaml", "python"])
@pytest.mark.parametrize("name", CORPUS)
def test_corpus(name: str, parser: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if parser == "python":
        monkeypatch.setattr(yaml_events, "_PARSER", yaml_events.PurePythonParser)
    text = CORPUS[name]
    assert_same(read_source(text, "x.yaml").data, ruamel(text))


WORDS = st.text("01.-+xo_:eE~nultrfa ", min_size=1, max_size=6).filter(
    lambda word: not any(character in word for character in ".eE_") and ":" not in word
)
# ruamel writes `[:a]` and `[?a]` without quotes, as YAML 1.2 allows; PyYAML and libyaml cannot read that.
TEXT = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"])).filter(
    lambda text: not text.startswith((":", "?"))
)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", min_size=1), inner, max_size=3),
    max_leaves=10,
)  # fmt: skip


@given(DATA)
def test_what_ruamel_writes_is_read_as_it_was(data: Any) -> None:
    writer = YAML(typ="safe", pure=True)
    stream = StringIO()
    writer.dump([data], stream)
    assert_same(read_source(stream.getvalue(), "x.yaml").data, [data])


@pytest.mark.parametrize("parser", ["libyaml", "python"])
def test_a_text_in_brackets_that_begins_with_a_colon_wants_quotes(
    parser: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if parser == "python":
        monkeypatch.setattr(yaml_events, "_PARSER", yaml_events.PurePythonParser)
    with pytest.raises(SourceError) as caught:
        read_source("a: [:b]\n", "x.yaml")
    assert str(caught.value) == "x.yaml:1:5: a value cannot begin with ':' (put the text in quotes)"
    assert read_source("a: [':b']\nc: :b\n", "x.yaml").data == {"a": [":b"], "c": ":b"}


@given(WORDS)
def test_plain_words_mean_the_same(word: str) -> None:
    text = f"[ {word.strip() or 'x'} ]\n"
    try:
        expected = ruamel(text)
    except Exception:  # not YAML, whoever reads it
        return
    assert_same(read_source(text, "x.yaml").data, expected)


def assert_same(ours: Any, theirs: Any) -> None:
    assert ours == theirs
    assert json.dumps(ours, sort_keys=True) == json.dumps(theirs, sort_keys=True)  # 1 is not true
