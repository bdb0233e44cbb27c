"""The tables for the other half."""

from __future__ import annotations

import numpy as np
from PIL import Image

from generator.logo import decide, embed, gallery, words
from generator.platforms import platforms
from tools.bench.logo.drawings import SAME_DRAWING, gallery_arts
from tools.bench.logo.measuring import perceptual_hash, same
from tools.bench.logo.views import VIEWS, as_png, laid
from tools.training import art as logo_art


def judged(records: list[dict], book: gallery.Gallery) -> list[dict]:
    """Return the records with the outcome that the present calibration gives, from their stored measurements."""
    result = []
    for record in records:
        best = max(record["trials"], default=None, key=sureness)
        alike = best and decide.Likeness(
            ranked=(decide.Candidate(name=best["top"], score=0.0, parts=(), source=""),),
            groups=(best["group"],),
            crop=None,
            confidence=sureness(best),
            margin=best["margin"],
            measured={},
        )
        lines = tuple(words.Line(text=text, height=height, width=width) for text, height, width in record["lines"])
        verdict = decide.verdict(alike, lines, book)
        ranked = verdict.name or (alike.ranked[0].name if alike else None)
        result.append(
            {
                **record,
                "top": best["top"] if best else None,
                "confidence": verdict.confidence,
                "name": verdict.name,
                "ranked": ranked,
                "rule": verdict.rule,
            }
        )
    return result


def sureness(trial: dict) -> float:
    return decide.confidence({name: value for name, value in trial.items() if name not in ("top", "group")})


def report(records: list[dict], book: gallery.Gallery) -> str:
    """Return the tables, as Markdown, for the reporting half."""
    judged_ = judged(records, book)
    records = [record for record in judged_ if record["half"] == 1]
    fitted_on = [record for record in judged_ if record["half"] == 0 and record["kind"] == "known"]
    drawn = [r for r in records if r["kind"] == "known" and r["overlap"] >= SAME_DRAWING]
    closest = [r for r in drawn if r["overlap"] >= 0.9]
    listed = {platform.name for platform in platforms()}
    ours = [r for r in drawn if r["brand"] in listed]
    named_ = [r for r in records if r["kind"] == "known"]
    others = [r for r in records if r["kind"] != "known"]

    def share(items: list, test) -> str:
        hits = sum(bool(test(item)) for item in items)
        return f"{hits / max(1, len(items)):.3f} ({hits} of {len(items)})"

    def right(field: str):
        return lambda r: same(r[field], r["brand"], book)

    def wrong(r: dict) -> bool:
        return r["name"] is not None and not same(r["name"], r["brand"], book)

    hashes = np.stack(
        [
            perceptual_hash(as_png(laid(Image.fromarray(logo_art.draw(art.svg, 128)), (255, 255, 255), 0.1)))
            for art in gallery_arts(book)
        ]
    )
    owners = [entry.name for entry in book.entries if entry.group]

    def by_hash(r: dict) -> bool:
        bits = np.array([c == "1" for c in r["hash"]])
        near = np.minimum((hashes != bits).sum(axis=1), (hashes == bits).sum(axis=1))
        return same(owners[int(near.argmin())], r["brand"], book)

    lines = [
        "| figure | result |",
        "|---|---|",
        f"| top-1, drawing in the gallery | {share(drawn, right('ranked'))} |",
        f"| the same, from the mark alone | {share(drawn, right('top'))} |",
        f"| named right at the threshold, drawing in the gallery | {share(drawn, right('name'))} |",
        f"| top-1, ink overlap at least 0.9 | {share(closest, right('ranked'))} |",
        f"| named right, ink overlap at least 0.9 | {share(closest, right('name'))} |",
        f"| top-1, platform of platforms.yml, drawing in the gallery | {share(ours, right('ranked'))} |",
        f"| named right, platform of platforms.yml, drawing in the gallery | {share(ours, right('name'))} |",
        f"| top-1, brand in the gallery, any drawing | {share(named_, right('ranked'))} |",
        f"| named right, brand in the gallery, any drawing | {share(named_, right('name'))} |",
        f"| named wrong, brand in the gallery | {share(named_, wrong)} |",
        f"| unknown given a name | {share(others, wrong)} |",
        f"| fitting half: named right, drawing in the gallery | "
        f"{share([r for r in fitted_on if r['overlap'] >= SAME_DRAWING], right('name'))} |",
        f"| fitting half: named wrong, brand in the gallery | {share(fitted_on, wrong)} |",
        "",
        "| unknown, by kind | given a name |",
        "|---|---|",
        *(
            f"| {kind} | {share([r for r in others if r['kind'] == kind], wrong)} |"
            for kind in sorted({r["kind"] for r in others})
        ),
        "",
        "| view, drawing in the gallery | top-1 | named right |",
        "|---|---|---|",
        *(
            f"| {view} | {share([r for r in drawn if r['view'] == view], right('ranked'))} | "
            f"{share([r for r in drawn if r['view'] == view], right('name'))} |"
            for view in VIEWS
        ),
        "",
        "| raw top-1 on the whole mark, drawing in the gallery | result |",
        "|---|---|",
        f"| perceptual hash of the image | {share(drawn, by_hash)} |",
        f"| HOG of the aligned crop | {share(drawn, lambda r: same(r['raw'].get('hog'), r['brand'], book))} |",
        f"| our CLIP of the aligned crop | {share(drawn, lambda r: same(r['raw'].get('clip'), r['brand'], book))} |",
        *another(drawn, named_, others, book, share),
        f"| all crops, CLIP and HOG fused | {share(drawn, right('top'))} |",
        f"| the same, with words | {share(drawn, right('ranked'))} |",
        "",
        f"Median time a query, words included: {np.median([r['seconds'] for r in records]):.2f} s.",
    ]
    return "\n".join(lines) + "\n"


def another(drawn: list[dict], known_: list[dict], others: list[dict], book: gallery.Gallery, share) -> list[str]:
    """Return the rows of another CLIP, such as OpenAI's, or the one that says how to have them."""
    if not any("another" in record["raw"] for record in drawn):
        return ["| OpenAI's ViT-B/32 of the aligned crop | not at hand (extra clip, BRIEFPROOF_CLIP=ViT-B/32) |"]
    name = embed.tower().name

    def wrong(record: dict) -> bool:
        found = record["raw"].get("another named")
        return found is not None and not same(found, record["brand"], book)

    return [
        f"| {name}: of the aligned crop | {share(drawn, lambda r: same(r['raw'].get('another'), r['brand'], book))} |",
        f"| {name}: named right, without words | "
        f"{share(drawn, lambda r: same(r['raw'].get('another named'), r['brand'], book))} |",
        f"| {name}: named wrong, brand in the gallery | {share(known_, wrong)} |",
        f"| {name}: unknown given a name | {share(others, wrong)} |",
    ]
