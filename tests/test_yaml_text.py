"""YAML is read as PyYAML's safe loader reads it, except for dates, and hostile YAML costs an error and no more."""

import pytest
import yaml
from hypothesis import given, settings, strategies as st

from generator import yaml_text
from generator.errors import BriefproofError

BASE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Plain(BASE):
    """PyYAML's own safe loader, without dates."""


Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if not tag.endswith(":timestamp")]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}

ODD = [
    "", "~", "a: 1\na: 2", "- 2026-11-22\n- 12:30:00\n- 0o17\n- 0x1F\n- 1_000\n- 1e3\n- .inf\n- yes\n- null\n- ''\n- \"1\"",
    "base: &b {x: 1, y: [1, 2]}\nother: {<<: *b, y: 3}\nagain: *b", "1: a\ntrue: b\nnull: c\n1.5: d", "? [a, b]\n: c",
    "!!str 12", "! 12", "!!int '12'", "!!seq [1, !!str 2]", "!!set {a, b}", "!!binary aGk=", "!!omap [a: 1]", "!!map [1]", "!!seq {a: 1}",
    "{[a]: 1}", "{{a: 1}: 2}", "? !!map a\n: 1", "!!python/object/apply:os.system ['true']", "!odd a", "a: |\n  x\n  y\n", "a: 'x\n\n  y'", "[1, 2", "a: b: c",
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
