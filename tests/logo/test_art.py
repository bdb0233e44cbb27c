"""What is read of an icon package that is JavaScript: names, licences and drawings, and nothing is run."""

import pytest

from tools.training import art

MODULE = """"use strict";
exports.slug = "{slug}";
exports.title = "{title}";
exports.svg = `{svg}`;
exports.variants = {{
  "default": `{svg}`,
  "mono": `<svg><path d="mono"/></svg>`,
  "color": `<svg><path d="colour"/></svg>`
}};
exports.license = "{licence}";
throw new Error("run");
"""


@pytest.fixture
def package(tmp_path, monkeypatch):
    monkeypatch.setattr(art, "ART", tmp_path)
    folder = tmp_path / "node_modules/@thesvg/icons/dist"
    folder.mkdir(parents=True)

    def write(slug: str, *, title: str = "Acme", licence: str = "MIT", svg: str = "<svg/>") -> None:
        module = MODULE.format(slug=slug, title=title, licence=licence, svg=svg)
        (folder / f"{slug}.cjs").write_text(module, "utf-8")

    return write


def test_drawings_in_colour_are_read_with_their_names(package):
    package("acme", title="Acme (\\u4f8b) ", svg="<svg>\\n <text>a \\`b\\` \\${c} \\\\ d</text></svg>")
    found = list(art.thesvg())
    assert [(one.source, one.slug, one.title) for one in found] == [
        ("thesvg acme", "acme", "Acme"),
        ("thesvg acme-color", "acme", "Acme"),
    ]
    assert found[0].svg.endswith("<text>a `b` ${c} \\ d</text></svg>") and "colour" in found[1].svg


@pytest.mark.parametrize("licence", ["CC-BY-ND-2.0", "CC-BY-SA-4.0", "Fair use", "brand-use", "Trademark", ""])
def test_what_may_not_be_changed_or_has_no_licence_is_not_used(package, licence):
    package("acme", licence=licence)
    assert not list(art.thesvg())


@pytest.mark.parametrize("slug", ["azure-users", "gcp-run", "k8s-pod", "index"])
def test_parts_of_a_cloud_console_are_no_brands(package, slug):
    package(slug)
    assert not list(art.thesvg())
