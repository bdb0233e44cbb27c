"""YAML is read as PyYAML's safe loader reads it, except for dates and keys that stand twice, and hostile YAML costs an
error and no more. Where nothing may be hidden, plain YAML alone is read, and comments are found."""

import pytest
import yaml
from hypothesis import given, settings, strategies as st

from generator import yaml_text
from generator.errors import BriefproofError

BASE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Plain(BASE):
    """PyYAML's own safe loader, without dates, and without keys that stand twice."""

    def construct_mapping(self, node, deep=False):
        keys = [(key.tag, str(key.value)) for key, _ in node.value] if isinstance(node, yaml.MappingNode) else []
        if len(set(keys)) < len(keys):
            raise ValueError("twice")
        return super().construct_mapping(node, deep)


Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if not tag.endswith(":timestamp")]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}

ODD = [
    "", "~", "a: 1\na: 2", "- 2026-11-22\n- 12:30:00\n- 0o17\n- 0x1F\n- 1_000\n- 1e3\n- .inf\n- yes\n- null\n- ''\n- \"1\"",
    "base: &b {x: 1, y: [1, 2]}\nother: {<<: *b, y: 3}\nagain: *b", "1: a\ntrue: b\nnull: c\n1.5: d", "? [a, b]\n: c",
    "!!str 12", "! 12", "!!int '12'", "!!seq [1, !!str 2]", "!!set {a, b}", "!!binary aGk=", "!!omap [a: 1]", "!!map [1]", "!!seq {a: 1}",
    "{a: 1, b: {c: 1, c: 2}}", "1: a\n1: b", "{[a]: 1}", "{{a: 1}: 2}", "? !!map a\n: 1", "!!python/object/apply:os.system ['true']", "!odd a", "a: |\n  x\n  y\n", "a: 'x\n\n  y'", "[1, 2", "a: b: c",
    "=: 1", "- =", "- <<", "key: 数\n'1': 二", "- &a x\n- *a\n- {*a : y}",
]  # fmt: skip


def read(text, loader):
    try:
        return loader(text)
    except (BriefproofError, yaml.YAMLError, ValueError, RecursionError) as error:
        return type(error).__name__ and "error"


def plain(text):
    return yaml.load(text, Loader=Plain)  # noqa: S506


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_yaml_is_read_as_the_safe_loader_reads_it(text):
    assert repr(read(text, lambda t: yaml_text.load(t, "x"))) == repr(read(text, plain))


SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(SCALARS, inner), max_leaves=20)


@given(VALUES, st.sampled_from(("", "|", "'", '"')), st.booleans())
def test_any_value_is_read_as_the_safe_loader_reads_it(value, style, flow):
    text = yaml.safe_dump(value, allow_unicode=True, default_style=style, default_flow_style=flow)
    assert repr(read(text, lambda t: yaml_text.load(t, "x"))) == repr(read(text, plain))


@settings(max_examples=1000)
@given(st.text(alphabet="ab1:-?,[]{}&*!<>|'\"#% \n~=.", max_size=40))
def test_any_text_is_read_or_refused_as_the_safe_loader_does(text):
    assert repr(read(text, lambda t: yaml_text.load(t, "x"))) == repr(read(text, plain))


def test_aliases_of_aliases_are_one_value_each():
    text = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
    data = yaml_text.load(text, "x")
    assert data["a39"][0] is data["a38"] and data["a1"][0] is data["a1"][2]
    loop = yaml_text.load("&a [*a]", "x")
    assert loop[0] is loop


def test_dates_stay_text():
    assert yaml_text.load("date: 2026-11-22", "x") == {"date": "2026-11-22"}


def test_an_error_names_file_and_line():
    with pytest.raises(BriefproofError, match=r"x\.yml, line 3: not readable as YAML"):
        yaml_text.load("a: 1\nb: [", "x.yml")


TWICE = ["a: 1\na: 2", "x:\n- {a: 1, a: 1}", "1: a\n1: b", "? [a]\n: {b: 1, b: 2}", "'a': 1\n\"a\": 2"]


@pytest.mark.parametrize("text", TWICE, ids=range(len(TWICE)))
def test_a_key_that_stands_twice_is_refused(text):
    with pytest.raises(BriefproofError, match="x, line"):
        yaml_text.load(text, "x")


DEEP = {
    "flow": "[" * 100_000, "flow mappings": "{a: " * 100_000, "closed": "[" * 5_000 + "]" * 5_000, "items": "- " * 100_000 + "a",
    "keys": "? " * 100_000, "lines": "\n".join(" " * n + "a:" for n in range(3_000)),
}  # fmt: skip


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_deep_nesting_is_refused_before_the_parser_sees_it(text):
    for read_as in (yaml_text.load, yaml_text.load_plain):
        with pytest.raises(BriefproofError, match="nested deeper than 500 levels"):
            read_as(text, "x")


def test_what_is_nested_as_deep_as_people_do_is_read():
    assert yaml_text.load_plain("[" * 100 + "]" * 100, "x")


STANDS_FOR = [
    "a: &b 1", "a: &b [1]\nc: *b", "{\"a\":&b 1}", "[x,*b]", "a: !!null said", "!odd a", "a: !!int ''", "a: !!str [1]", "a: !!bool said", "a: !!bool said", "%YAML 1.1\n---\na: 1", "<<: {a: 1}\na: 2", "1: a",
    "? [a]\n: b", "x: {y: {1: a}}", "a: 1\n---\nb: 2", "a: 1\n...\nb: 2", "a: 1\na: 2", "x: !!set {a, b}", "x: !!binary aGk=",
]  # fmt: skip


@pytest.mark.parametrize("text", STANDS_FOR, ids=range(len(STANDS_FOR)))
def test_plain_yaml_holds_nothing_that_stands_for_something_else(text):
    with pytest.raises(BriefproofError, match="^x(, line|: not readable)"):
        yaml_text.load_plain(text, "x")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: !!str 1", "1"),
        ("a: !!int '5'", 5),
        ("a: !!seq [b]", ["b"]),
        ("!!map {a: !!float 1.5}", 1.5),
        ('a: !!bool "true"', True),
        ('a: !!null "null"', None),
    ],
)
def test_a_tag_that_says_what_stands_there_is_no_matter(text, value):
    assert yaml_text.load_plain(text, "x") == {"a": value}


WORDS = st.text(st.characters(exclude_characters="\x85\u2028\u2029", exclude_categories=("Cs",)), max_size=12)
"""Text that YAML gives back: it reads these three characters as line ends."""


@given(st.recursive(st.none() | st.booleans() | st.integers() | WORDS, lambda inner: st.lists(inner) | st.dictionaries(WORDS, inner), max_leaves=20),
       st.sampled_from(("", "|", ">", "'", '"')), st.booleans(), st.sampled_from((20, 80, 1 << 20)))  # fmt: skip
def test_plain_yaml_is_read_in_every_style_and_has_no_comments(value, style, flow, width):
    class Whole(yaml.SafeDumper):
        def ignore_aliases(self, data):
            return True

    text = yaml.dump(
        value, Dumper=Whole, allow_unicode=True, default_style=style or None, default_flow_style=flow, width=width
    )
    if not style or "!!" not in text:
        assert yaml_text.load_plain(text, "x") == value
        assert yaml_text.comments(text) == ()


def test_comments_are_found_wherever_they_stand():
    text = (
        "# yaml-language-server: $schema=x/brief.schema.json\n# 中 first\na: 'no # comment'\nb: | # head\n  # text\n  y\n # after\nc: \"q\"#close\n"
        "d: [1,#in\n 2]\ne: plain#no\n# yaml-language-server: $schema=x/brief.schema.json and more\n#end"
    )
    assert yaml_text.comments(text) == (
        (2, "# 中 first"), (4, "# head"), (7, "# after"), (8, "#close"), (9, "#in"),
        (12, "# yaml-language-server: $schema=x/brief.schema.json and more"), (13, "#end"),
    )  # fmt: skip
