"""Logo identification: safe decoding, crops, the user's gallery, the decision. All images are drawn here or come from
installed packages; none is committed."""

import contextlib
import dataclasses
import importlib.util
import io
import struct
import subprocess
import sys
import warnings
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from PIL import Image, ImageDraw, ImageFont

from generator.errors import BriefproofError
from generator.logo import RULES, gallery as galleries, identify, report
from generator.logo.decode import MAX_PIXELS, decode, ground_for
from generator.logo.proposals import MAX_CROPS, SIDE, propose
from generator.logo.words import Line, named
from tests.helpers import ROOT

UNNEEDED = (
    "rapidocr",
    "omegaconf",
    "shapely",
    "jieba",
    "rjieba",
    "whoosh",
    "markdown_it",
    "pdfminer",
    "jsonschema",
    "resvg_py",
    "generator.language.text",
    "generator.corpus",
)
"""Modules, some of them slow to import, that have no part in looking at an image."""


@pytest.fixture(scope="session")
def icon():
    """Return a function that draws an icon of the installed mkdocs-material as RGBA on nothing."""
    import material

    folder = Path(material.__file__).parent / "templates" / ".icons"

    def drawn(name: str, colour: tuple[int, int, int] = (0, 0, 0), side: int = 256) -> Image.Image:
        png = galleries.drawn((folder / f"{name}.svg").read_bytes(), where=name)
        alpha = Image.open(io.BytesIO(png)).getchannel("A").resize((side, side), Image.Resampling.LANCZOS)
        image = Image.new("RGBA", (side, side), (*colour, 0))
        image.putalpha(alpha)
        return image

    return drawn


def on(
    mark: Image.Image, ground: tuple[int, int, int], size: tuple[int, int] = (400, 320), at: tuple[int, int] = (60, 30)
) -> Image.Image:
    page = Image.new("RGB", size, ground)
    page.paste(mark, at, mark)
    return page


def saved(image: Image.Image, path: Path, **options) -> Path:
    image.save(path, **options)
    return path


# Known marks, in the ways they come


@pytest.mark.parametrize("view", ["white", "dark", "coloured", "transparent", "tile", "jpeg", "turned", "page"])
@pytest.mark.parametrize(
    ("name", "brand"),
    [("simple/docker", "Docker"), ("fontawesome/brands/github", "GitHub"), ("simple/pytorch", "PyTorch")],
)
def test_a_known_mark_is_named(icon, tmp_path, name, brand, view):
    mark, path = icon(name, (20, 20, 24)), tmp_path / "image.png"
    if view == "white":
        saved(on(mark, (255, 255, 255)), path)
    elif view == "dark":
        saved(on(icon(name, (240, 240, 240)), (20, 22, 30)), path)
    elif view == "coloured":
        saved(on(icon(name, (250, 220, 90)), (30, 60, 160)), path)
    elif view == "transparent":
        saved(mark, path)
    elif view == "tile":
        page = Image.new("RGB", (400, 400), (250, 250, 250))
        ImageDraw.Draw(page).rounded_rectangle((40, 40, 360, 360), 60, fill=(180, 40, 60))
        light = icon(name, (255, 255, 255), 180)
        page.paste(light, (110, 110), light)
        saved(page, path)
    elif view == "jpeg":
        path = saved(on(mark, (255, 255, 255)), tmp_path / "image.jpg", quality=45)
    elif view == "turned":
        saved(on(mark, (255, 255, 255)).rotate(7, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255)), path)
    else:
        page = on(icon(name, (20, 20, 24), 90), (255, 255, 255), (800, 500), (30, 20))
        pen = ImageDraw.Draw(page)
        for row in range(8):
            pen.text(
                (40, 160 + 30 * row), "A line of text that says nothing of any platform at all.", fill=(70, 70, 70)
            )
        saved(page, path)
    match = identify(path)
    assert match.candidates[0].name == brand
    if view == "page" and match.verdict == "unknown":  # a part of a picture must be surer than a picture of a mark
        return
    assert (match.verdict, match.name) == ("named", brand), match
    assert match.rule in RULES
    assert match.confidence >= match.threshold
    left, top, right, bottom = match.crop
    assert 0 <= left < right <= match.size[0] and 0 <= top < bottom <= match.size[1]


# What is no known mark


def blob(seed: int) -> Image.Image:
    """Return a drawing of a few random shapes."""
    draw = np.random.default_rng(seed)
    page = Image.new("RGB", (320, 320), (255, 255, 255))
    pen = ImageDraw.Draw(page)
    for _ in range(4):
        points = [tuple(int(v) for v in draw.integers(40, 280, 2)) for _ in range(int(draw.integers(3, 6)))]
        pen.polygon(points, fill=tuple(int(v) for v in draw.integers(0, 200, 3)))
    return page


@pytest.mark.parametrize("seed", range(12))
def test_a_made_up_drawing_is_unknown(tmp_path, seed):
    match = identify(saved(blob(seed), tmp_path / "github.png"))  # the file's name is no evidence
    assert (match.verdict, match.name) == ("unknown", None), match
    assert len(match.candidates) == 5


@pytest.mark.parametrize("name", ["material/home", "material/magnify", "fontawesome/solid/gear", "octicons/bell-24"])
def test_an_interface_glyph_is_unknown(icon, tmp_path, name):
    match = identify(saved(on(icon(name), (255, 255, 255)), tmp_path / "image.png"))
    assert match.verdict == "unknown", match


PLAIN = {
    "two discs": lambda pen: [pen.ellipse((x, 110, x + 120, 230), fill="black") for x in (60, 200)],
    "four discs": lambda pen: [
        pen.ellipse((x, y, x + 110, y + 110), fill="navy") for x in (60, 190) for y in (60, 190)
    ],
    "slanted bar": lambda pen: pen.polygon([(60, 230), (140, 110), (330, 110), (250, 230)], fill="teal"),
    "bar chart": lambda pen: [
        pen.rectangle((60 + 50 * k, 260 - h, 90 + 50 * k, 260), fill="green")
        for k, h in enumerate((40, 70, 60, 100, 130, 180))
    ],
    "five-pointed star": lambda pen: pen.regular_polygon((190, 170, 120), 5, fill="red"),
    "letter": lambda pen: pen.text((120, 40), "H", fill="black", font=ImageFont.load_default(220)),
    "tile with a disc": lambda pen: [
        pen.rounded_rectangle((70, 50, 310, 290), 50, fill="blue"),
        pen.ellipse((130, 110, 250, 230), fill="white"),
    ],
}


@pytest.mark.parametrize("name", PLAIN)
def test_a_plain_shape_is_no_brand_s(tmp_path, name):
    page = Image.new("RGB", (380, 340), "white")
    PLAIN[name](ImageDraw.Draw(page))
    match = identify(saved(page, tmp_path / "image.png"))
    assert match.verdict == "unknown", match


def test_one_colour_is_blank(tmp_path):
    match = identify(saved(Image.new("RGB", (64, 64), (10, 200, 30)), tmp_path / "image.png"))
    assert (match.verdict, match.rule, match.candidates) == ("unknown", "blank", ())


# Assertion, determinism


def test_an_assertion_is_recorded_as_one(tmp_path):
    path = saved(blob(3), tmp_path / "image.png")
    match = identify(path, asserted="huggingface")
    assert (match.verdict, match.name, match.rule) == ("asserted", "Hugging Face", "asserted")
    assert match.candidates == identify(path).candidates
    assert match.confidence == identify(path).confidence
    with pytest.raises(BriefproofError, match="PLATFORM"):
        identify(path, asserted=" ")


def test_the_same_bytes_give_the_same_answer(icon, tmp_path):
    image = on(icon("simple/docker", (30, 90, 220)), (255, 255, 255))
    one, other = saved(image, tmp_path / "one.png"), saved(image, tmp_path / "other.png")
    first, second = identify(one), identify(other)
    assert first == identify(one)
    assert (first.candidates, first.confidence, first.sha256) == (second.candidates, second.confidence, second.sha256)


# The user's gallery


def test_one_image_of_a_brand_is_enough(tmp_path):
    for folder, seed in (("Acme Rockets", 101), ("other", 102)):
        home = tmp_path / "logos" / folder
        home.mkdir(parents=True)
        saved(blob(seed), home / "mark one.png")
    (tmp_path / "logos" / "other" / "brand.yml").write_text("name: 其他公司\naliases: [Other Inc]\n", "utf-8")
    query = blob(101).resize((200, 200)).convert("L").convert("RGB")
    match = identify(saved(query, tmp_path / "query.png"), logos=tmp_path / "logos")
    assert (match.verdict, match.name) == ("named", "Acme Rockets"), match
    assert match.candidates[0].source.endswith("logos/Acme Rockets/mark one.png")
    match = identify(saved(blob(102), tmp_path / "query.png"), logos=tmp_path / "logos")
    assert match.name == "其他公司"
    assert match.index_sha256 != identify(tmp_path / "query.png").index_sha256


@pytest.mark.parametrize(
    ("folders", "named"),
    [
        (("Acme", "Studio for Acme"), "Acme"),
        (("Acme", "Acmeite"), None),
    ],
)
def test_of_a_house_and_its_product_with_one_drawing_the_house_is_named(tmp_path, folders, named):
    for folder in folders:
        home = tmp_path / "logos" / folder
        home.mkdir(parents=True)
        saved(blob(101), home / "mark.png")
    match = identify(saved(blob(101).resize((200, 200)), tmp_path / "query.png"), logos=tmp_path / "logos")
    assert match.name == named, match
    assert {candidate.name for candidate in match.candidates[:2]} == set(folders)


def test_a_vector_drawing_can_stand_in_the_gallery(tmp_path):
    home = tmp_path / "logos" / "Slant"
    home.mkdir(parents=True)
    drawing = '<path d="M10 10 L90 40 L60 90 L40 60 L10 85 Z"/><circle cx="75" cy="75" r="9"/>'
    (home / "mark.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{drawing}</svg>')
    png = galleries.drawn((home / "mark.svg").read_bytes(), where="mark.svg")
    (tmp_path / "query.png").write_bytes(png)
    assert identify(tmp_path / "query.png", logos=tmp_path / "logos").name == "Slant"


@pytest.mark.parametrize("text", ["name: 3\n", "aliases: x\n", "- a\n", "name: [\n", "a: &a [*a]\nname: ''\n"])
def test_a_malformed_brand_file_is_one_line(tmp_path, text):
    home = tmp_path / "logos" / "x"
    home.mkdir(parents=True)
    saved(blob(1), home / "a.png")
    (home / "brand.yml").write_text(text)
    with pytest.raises(BriefproofError, match=r"brand\.yml"):
        identify(saved(blob(1), tmp_path / "q.png"), logos=tmp_path / "logos")


def test_a_vector_drawing_may_not_refer_elsewhere():
    for inner in ('<image href="file:///etc/passwd"/>', '<use xlink:href="http://x/y.svg#a"/>'):
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inner}</svg>'
        with pytest.raises(BriefproofError, match="refer"):
            galleries.drawn(svg.encode(), where="a.svg")
    with pytest.raises(BriefproofError, match="SVG"):
        galleries.drawn(b"<svg", where="a.svg")


# Hostile and unusual files


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(side: int) -> bytes:
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


def png_of(image: Image.Image) -> bytes:
    held = io.BytesIO()
    image.save(held, "PNG")
    return held.getvalue()


HOSTILE = {
    "bomb": (lambda: bomb(6000), f"{MAX_PIXELS:,} pixels"),
    "huge bomb": (lambda: bomb(60000), f"{MAX_PIXELS:,} pixels"),
    "text": (lambda: b"this is no image", "not a readable image"),
    "empty": (lambda: b"", "empty"),
    "svg": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>', "not a readable image"),
    "eps": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EOF\n", "not a readable image"),
    "html": (lambda: b"<!doctype html><title>404</title>", "not a readable image"),
    "truncated": (lambda: png_of(blob(1))[:900], "damaged"),
    "corrupt": (lambda: png_of(blob(1))[:500] + b"\0" * 40 + png_of(blob(1))[540:], "damaged"),
    "tiny": (lambda: png_of(Image.new("RGB", (5, 400))), "at least"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_bad_file_is_one_line(tmp_path, case):
    make, message = HOSTILE[case]
    path = tmp_path / "logo.png"
    path.write_bytes(make())
    with pytest.raises(BriefproofError, match=message) as caught:
        identify(path)
    assert "\n" not in str(caught.value) and "logo.png" in str(caught.value)


def test_a_missing_file_and_a_folder_are_one_line(tmp_path):
    with pytest.raises(BriefproofError, match="no such file"):
        identify(tmp_path / "none.png")
    with pytest.raises(BriefproofError, match="folder"):
        identify(tmp_path)


@settings(max_examples=60)
@given(st.binary(max_size=60), st.integers(0, 400))
def test_damage_never_escapes_as_another_error(tmp_path_factory, noise, at):
    data = bytearray(png_of(Image.new("RGB", (20, 20), (200, 10, 10))))
    data[at : at + len(noise)] = noise
    path = tmp_path_factory.mktemp("damage") / "a.png"
    path.write_bytes(bytes(data))
    with contextlib.suppress(BriefproofError):
        decode(path)


def test_sixteen_bit_grey_keeps_its_shades(tmp_path):
    values = np.full((60, 80), 40_000, dtype=np.uint16)
    values[20:40, 20:60] = 2_000
    Image.fromarray(values).save(tmp_path / "a.png")
    pixels = decode(tmp_path / "a.png").pixels
    assert pixels[0, 0, 0] > 200 and pixels[30, 30, 0] < 50


def test_cmyk_and_palette_and_animation_are_read(tmp_path):
    red = Image.new("RGB", (40, 40), (220, 20, 20))
    red.convert("CMYK").save(tmp_path / "a.jpg")
    assert decode(tmp_path / "a.jpg").pixels[20, 20, 0] > 180 > 90 > decode(tmp_path / "a.jpg").pixels[20, 20, 1]
    red.convert("P").save(tmp_path / "a.gif", save_all=True, append_images=[Image.new("P", (40, 40))])
    assert decode(tmp_path / "a.gif").pixels[20, 20, 0] > 180  # the first frame


def test_an_exif_turn_is_followed(tmp_path):
    image = Image.new("RGB", (60, 30), (255, 255, 255))
    image.paste((0, 0, 0), (0, 0, 10, 30))
    exif = image.getexif()
    exif[0x0112] = 6
    image.save(tmp_path / "a.jpg", exif=exif, quality=95)
    picture = decode(tmp_path / "a.jpg")
    assert picture.size == (30, 60)
    assert picture.pixels[3, 15].mean() < 60 < 200 < picture.pixels[50, 15].mean()


def test_white_on_nothing_is_laid_on_a_dark_ground(icon, tmp_path):
    rgba = np.asarray(icon("simple/docker", (255, 255, 255)))
    assert sum(ground_for(rgba)) < 200
    match = identify(saved(Image.fromarray(rgba), tmp_path / "a.png"))
    assert match.name == "Docker"


# Crops


@settings(max_examples=40)
@given(st.integers(12, 120), st.integers(12, 120), st.integers(0, 2**32 - 1))
def test_any_picture_yields_square_crops_inside_it(width, height, seed):
    pixels = np.random.default_rng(seed).integers(0, 256, (height, width, 3)).astype(np.uint8)
    pixels[: height // 3] = 255
    crops = propose(pixels)
    assert len(crops) <= MAX_CROPS
    for crop in crops:
        assert crop.pixels.shape == (SIDE, SIDE, 3)
        assert 0 <= crop.box[0] < crop.box[2] <= width and 0 <= crop.box[1] < crop.box[3] <= height


def test_padding_and_size_tell_nothing(icon):
    mark = icon("simple/docker")
    near = propose(np.asarray(on(mark, (255, 255, 255))))[0].pixels.astype(int)
    far = propose(np.asarray(on(mark, (255, 255, 255), (900, 700), (600, 40))))[0].pixels.astype(int)
    assert np.abs(near - far).mean() < 10


# Words

NAMES = {"huggingface": "Hugging Face", "openai": "OpenAI", "ea": "EA", "通义千问": "Qwen", "百度": "Baidu"}


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["Hugging Face"], ("Hugging Face",)),
        (["Hugging", "Face"], ("Hugging Face",)),
        (["HUGG1NGFACE"], ("Hugging Face",)),
        (["通义千问"], ("Qwen",)),
        (["OpenAI", "Hugging Face"], ("OpenAI", "Hugging Face")),
        (["Huge Face Lift"], ()),
        (["Fugging Face"], ()),
        (["EA"], ()),
        (["百度"], ("Baidu",)),
        (["Open", "the", "door", "to", "AI"], ()),
        ([], ()),
    ],
)
def test_words_name_a_brand_only_in_full(lines, found):
    assert named(tuple(Line(text=text, height=0.2, width=0.5) for text in lines), NAMES) == found


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Hugging Face", "huggingface"),
        ("C", "c"),
        ("C++", "cplusplus"),
        ("C#", "csharp"),
        (".NET", "dotnet"),
        ("Node.js", "nodejs"),
        ("Paramount+", "paramountplus"),
        ("Café", "cafe"),
        ("通义千问", "通义千问"),
    ],
)
def test_signs_that_tell_names_apart_are_spelt_out(name, key):
    assert galleries.key(name) == key


def test_a_small_word_belongs_to_the_large_one_below_it():
    lines = (Line(text="Spark", height=0.4, width=0.8), Line(text="APACHE", height=0.1, width=0.3))
    names = {"spark": "Spark", "apachespark": "Apache Spark"}
    assert named(lines, names) == ("Apache Spark",)
    assert named(lines[:1], names) == ("Spark",)


def test_small_print_names_nothing():
    lines = (Line(text="Acme Rockets", height=0.3, width=0.8), Line(text="OpenAI", height=0.05, width=0.1))
    assert named(lines, NAMES) == ()


def lettered(size, *lines, ink=(20, 20, 20), ground=(255, 255, 255)):
    """A picture of `size` with a line of text for each (left, top, pixels, text)."""
    page = Image.new("RGB", size, ground)
    for left, top, pixels, text in lines:
        ImageDraw.Draw(page).text((left, top), text, fill=ink, font=ImageFont.load_default(pixels))
    return page


LETTERED = {
    "rows": (
        lettered(
            (640, 400),
            (40, 40, 60, "Acme Rockets"),
            (420, 48, 48, "GmbH"),
            (40, 200, 24, "since 1951"),
            (300, 203, 20, "and a long line after it"),
        ),
        ["Acme", "GmbH", "1951", "long"],
    ),
    "page": (
        lettered(
            (900, 560),
            *((30, 20 + 52 * row, 26, f"{row} topics and their sources {'below ' * (row % 5)}") for row in range(10)),
        ),
        ["0 topics", "9 topics"],
    ),
    "turned": (lettered((500, 300), (60, 100, 56, "Turned word")).rotate(9, fillcolor=(255, 255, 255)), ["Turned"]),
    "upright": (lettered((400, 120), (30, 30, 56, "Upright")).rotate(-90, expand=True), ["Upright"]),
    "light": (lettered((300, 300), (40, 110, 64, "Light"), ink=(250, 220, 90), ground=(30, 60, 160)), ["Light"]),
    "small": (lettered((56, 28), (6, 4, 16, "Tiny")), ["Tiny"]),
    "low": (lettered((90, 30), (6, 4, 18, "Lowest")), ["Lowest"]),
    "blank": (lettered((90, 70)), []),
}


@pytest.fixture(scope="module")
def rapid():
    """rapidocr's own pipeline, set as our reader is."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from rapidocr import RapidOCR
    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Det.limit_type": "max",
            "Det.limit_side_len": 512,
        }
    )


@pytest.mark.parametrize("name", LETTERED)
def test_lines_are_read_as_rapidocr_reads_them(name, rapid):
    from generator.logo import ocr

    page, parts = LETTERED[name]
    picture = np.ascontiguousarray(np.asarray(page)[..., ::-1])
    found = [line for line in ocr.reader().read(picture) if line.sure >= 0.5]
    wanted = rapid(picture)
    assert [line.text for line in found] == list(wanted.txts or ())
    assert [line.sure for line in found] == list(wanted.scores or ())
    assert np.array_equal([line.box for line in found], [] if wanted.boxes is None else wanted.boxes)
    assert all(any(part in line.text for line in found) for part in parts)


def test_without_rapidocr_words_are_not_read_and_the_record_says_so(icon, tmp_path, monkeypatch):
    from generator.logo import ocr, report

    found = importlib.util.find_spec
    monkeypatch.setattr(
        "importlib.util.find_spec", lambda name, *rest: None if name == "rapidocr" else found(name, *rest)
    )
    ocr.reader.cache_clear()
    try:
        match = identify(saved(on(icon("simple/docker"), (255, 255, 255)), tmp_path / "logo.png"))
    finally:
        ocr.reader.cache_clear()
    assert match.name == "Docker" and match.words is None and match.rule == "mark"
    assert "words       not read" in report.as_text(match)


def test_an_image_is_looked_at_without_importing_what_that_does_not_need(tmp_path):
    path = saved(lettered((300, 120), (30, 30, 56, "OpenAI")), tmp_path / "word.png")
    code = (
        "import sys\nfrom generator.__main__ import main\n"
        f"main(['logo', {str(path)!r}])\n"
        f"print([m for m in {UNNEEDED!r} if m in sys.modules], file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "word.png: OpenAI (named)" in result.stdout
    assert result.stderr.strip() == "[]"


# The packaged gallery and the two run times


def test_the_packaged_gallery_holds_features_and_no_art():
    book = galleries.packaged()
    assert len(book.entries) == len(book.clip) == len(book.shape) > 4000
    assert {"Hugging Face", "OpenAI", "DeepSeek", "Qwen", "Mistral AI"} <= {entry.name for entry in book.entries}
    assert book.words["cplusplus"] == "C++" and book.words["c"] == "C"
    assert not list(galleries.DATA.glob("**/*.svg")) and not list(galleries.DATA.glob("**/*.png"))
    assert np.allclose(np.linalg.norm(book.clip, axis=1), 1, atol=1e-3)


def test_a_drawing_that_is_no_brand_is_a_rival_and_never_named():
    from generator.logo import decide
    from generator.logo.proposals import Crop

    book = galleries.packaged()
    rivals = [row for row, entry in enumerate(book.entries) if not entry.group]
    crop = Crop(kind="mark", box=(0, 0, 96, 96), share=1.0, aspect=1.0, pixels=np.zeros((96, 96, 3), dtype=np.uint8))
    assert len(rivals) > 1
    for row in rivals:
        match = decide.likeness((crop,), book.clip[row : row + 1], book.shape[row : row + 1], book)
        assert (match.ranked[0].name, match.confidence) == ("Hugging Face emoji", 0)
        assert decide.verdict(match, (), book).outcome == "unknown"
    assert "huggingfaceemoji" not in book.words and book.words["huggingface"] == "Hugging Face"


@pytest.mark.parametrize("name", ["Oracle", "Samsung", "CSDN"])
def test_a_brand_drawn_as_a_word_only_is_known_by_the_word(name):
    from generator.logo import decide

    book = galleries.packaged()
    assert all(entry.name != name for entry in book.entries)
    verdict = decide.verdict(None, (Line(text=name.upper(), height=0.3, width=0.8),), book)
    assert (verdict.outcome, verdict.name, verdict.rule) == ("named", name, "words")
    assert verdict.candidates[0].source == "words"


def test_a_mark_from_a_package_that_is_not_installed_is_shown_as_another_drawing_of_its_brand(icon, tmp_path):
    path = tmp_path / "mark.png"
    on(icon("simple/docker"), (255, 255, 255)).save(path)
    match = identify(path)
    elsewhere = dataclasses.replace(match.candidates[0], source="thesvg docker")
    report.draw(dataclasses.replace(match, candidates=(elsewhere,)), path, tmp_path / "shown.png")
    right = np.asarray(Image.open(tmp_path / "shown.png"))[:, report.THUMB + 16 :]
    assert (right < 128).any()


@pytest.fixture
def clip():
    """Return clip-anytorch; skips where the extra `clip` is not installed."""
    pytest.importorskip("torch", reason="the extra `clip` (PyTorch) is not installed")
    from generator.logo import torch_clip

    with torch_clip._quiet():
        return pytest.importorskip("clip", reason="the extra `clip` (clip-anytorch) is not installed")


def test_both_run_times_give_the_same_embeddings(icon, clip):
    from generator.logo import embed, models, torch_clip

    crops = np.stack(
        [
            propose(np.asarray(on(icon(name), (255, 255, 255))))[0].pixels
            for name in ("simple/docker", "simple/pytorch", "material/home")
        ]
    )
    assert np.abs(embed.tower().embed(crops) - torch_clip.own()(crops)).max() == 0  # installed: used
    rows = embed.tower().describe(crops)
    assert np.abs(rows - embed.on_onnxruntime()(crops)).max() < 1e-5
    with torch_clip._quiet():
        model, _ = clip.load(str(models.CHECKPOINT), device="cpu")
    tokens = clip.tokenize(["Docker", "PyTorch", "Home"], context_length=model.context_length)
    assert model.encode_text(tokens).shape == (3, rows.shape[1])


@pytest.mark.parametrize("name", ["simple/docker", "fontawesome/brands/github", "material/home", "simple/julia"])
def test_both_run_times_give_the_same_record(icon, clip, tmp_path, monkeypatch, name):
    from generator.logo import embed, torch_clip

    path = saved(on(icon(name), (255, 255, 255)), tmp_path / "image.png")
    one = identify(path)
    monkeypatch.setattr(torch_clip, "own", lambda: None)
    embed.own.cache_clear()
    assert identify(path) == one
    embed.own.cache_clear()


@pytest.fixture
def another_clip(clip, tmp_path, monkeypatch):
    """Another CLIP in BRIEFPROOF_CLIP (the own one with its weights disturbed), and a gallery of some 60 drawings."""
    import dataclasses

    import torch

    from generator.logo import models

    draw = torch.Generator().manual_seed(3)
    weights = torch.load(models.CHECKPOINT, map_location="cpu", weights_only=True)
    for name, value in weights.items():
        if value.ndim >= 2:
            weights[name] = (value.float() * (1 + 0.2 * torch.randn(value.shape, generator=draw))).half()
    torch.save(weights, tmp_path / "small.pt")
    monkeypatch.setenv("BRIEFPROOF_CLIP", str(tmp_path / "small.pt"))
    book = galleries.packaged()
    rows = [
        row for row, entry in enumerate(book.entries) if row < 60 or entry.name in ("Docker", "PyTorch", "DeepSeek")
    ]
    few = dataclasses.replace(
        book, entries=tuple(book.entries[row] for row in rows), clip=book.clip[rows], shape=book.shape[rows]
    )
    monkeypatch.setattr(galleries, "packaged", lambda: few)
    return few


def test_another_clip_is_used_with_drawings_embedded_anew(icon, another_clip, tmp_path, capsys):
    from generator.logo import report

    home = tmp_path / "logos" / "Acme Rockets"
    home.mkdir(parents=True)
    saved(blob(101), home / "mark.png")
    path = saved(on(icon("simple/docker"), (255, 255, 255)), tmp_path / "image.png")
    match = identify(path, cache=tmp_path / "cache")
    assert "embedding" in capsys.readouterr().err
    assert (match.model, match.verdict, match.name) == ("small, uncalibrated", "named", "Docker")
    assert "uncalibrated" in report.as_text(match) and str(tmp_path) not in report.as_text(match)
    assert match == identify(path, cache=tmp_path / "cache")
    assert not capsys.readouterr().err  # from the cache
    (kept,) = (tmp_path / "cache").iterdir()
    kept.write_bytes(kept.read_bytes()[:200])
    assert match == identify(path, cache=tmp_path / "cache")
    own = identify(saved(blob(101), tmp_path / "query.png"), logos=tmp_path / "logos", cache=tmp_path / "cache")
    assert own.name == "Acme Rockets" and own.index_sha256 != match.index_sha256
    assert identify(saved(blob(4), tmp_path / "blob.png"), cache=tmp_path / "cache").verdict == "unknown"


def test_another_clip_must_agree_with_the_shape(another_clip, tmp_path, icon):
    from generator.logo import decide, regallery, shape
    from generator.logo.embed import tower

    book = regallery.known(tower(), tmp_path)
    crops = propose(np.asarray(on(icon("simple/docker"), (255, 255, 255))))
    stack = np.stack([crop.pixels for crop in crops])
    rows = tower().describe(stack)
    assert decide.likeness(crops, rows, shape.describe(stack), book).confidence >= decide.threshold(book)
    astray = np.repeat(book.clip[:1], len(crops), axis=0)
    assert decide.likeness(crops, astray, shape.describe(stack), book).confidence == 0


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("none.pt", "no such file"),
        ("folder", "no such file"),
        ("ViT-B/33", "neither a file nor a model"),
        ("text.pt", "not a CLIP checkpoint"),
        ("list.pt", "not a CLIP checkpoint"),
        ("ViT-B/32", "could not be fetched"),
    ],
)
def test_a_clip_that_cannot_be_had_is_one_line(clip, tmp_path, monkeypatch, wanted, message):
    import urllib.error
    import urllib.request

    import torch

    def refused(*_args, **_options):
        raise urllib.error.URLError("no route to host")

    monkeypatch.setattr(urllib.request, "urlopen", refused)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    Path("text.pt").write_text("no weights")
    torch.save({"weights": torch.zeros(3)}, "list.pt")
    Path("folder").mkdir()
    monkeypatch.setenv("BRIEFPROOF_CLIP", wanted)
    with pytest.raises(BriefproofError, match=message) as caught:
        identify(saved(blob(1), tmp_path / "logo.png"))
    assert wanted in str(caught.value)


def test_without_the_extra_another_clip_is_one_line_and_the_own_one_works(tmp_path, monkeypatch):
    from generator.logo import embed

    monkeypatch.setitem(sys.modules, "clip", None)  # as if it were not installed
    monkeypatch.setattr("importlib.util.find_spec", lambda name, *rest: None)
    embed.own.cache_clear()
    assert embed.tower().own
    embed.own.cache_clear()
    monkeypatch.setenv("BRIEFPROOF_CLIP", "ViT-B/32")
    with pytest.raises(BriefproofError, match=r"install the extra.*\[clip\]"):
        identify(saved(blob(1), tmp_path / "logo.png"))


@pytest.mark.skipif("not __import__('os').environ.get('BRIEFPROOF_INPUTS')", reason="BRIEFPROOF_INPUTS is not set")
def test_the_sample_mark_is_ranked_first_from_its_pixels():
    import os

    match = identify(Path(os.environ["BRIEFPROOF_INPUTS"]) / "logo.png")
    assert match.candidates[0].name == "Hugging Face"


# The evidence


def test_the_evidence_can_be_printed_stored_and_drawn(icon, tmp_path):
    import json

    from generator.logo import report

    path = saved(on(icon("simple/docker"), (255, 255, 255)), tmp_path / "<b>logo.png")
    match = identify(path)
    assert "Docker" in report.as_text(match) and match.rule in report.as_text(match)
    assert json.loads(json.dumps(report.as_json(match)))["candidates"][0]["name"] == "Docker"
    page = report.as_html(match, path)
    assert "<b>logo" not in page and "&lt;b&gt;logo.png" in page and "http" not in page
    report.draw(match, path, tmp_path / "pair.png")
    pair = np.asarray(Image.open(tmp_path / "pair.png").convert("L"))
    assert (pair[:, : pair.shape[1] // 2] < 128).any() and (pair[:, pair.shape[1] // 2 :] < 128).any()


def test_a_brand_can_be_added(tmp_path):
    from generator.logo import report

    file = saved(blob(55), tmp_path / "the mark.png")
    where = report.add("Acme Rockets", file, tmp_path / "logos", aliases=("艾克米",))
    assert where == tmp_path / "logos" / "Acme Rockets" / "the mark.png"
    assert identify(file, logos=tmp_path / "logos").name == "Acme Rockets"
    for name in ("../x", "", ".x", "a/b", "x" * 99):
        with pytest.raises(BriefproofError):
            report.add(name, file, tmp_path / "logos")
    with pytest.raises(BriefproofError, match="stands out"):
        report.add("Blank", saved(Image.new("RGB", (40, 40)), tmp_path / "b.png"), tmp_path / "logos")


def test_a_part_of_the_name_supports_a_mark_and_names_nothing_alone():
    from generator.logo.words import supports

    line = (Line(text="ACMake", height=0.4, width=0.9),)
    assert supports(line, "CMake") and not supports(line, "Ace") and not supports(line, "Zig")
    assert named(line, {"cmake": "CMake"}) == ()
    assert (
        named((Line(text="Tortoise", height=0.2, width=0.5), Line(text="Git", height=0.2, width=0.2)), {"git": "Git"})
        == ()
    )
