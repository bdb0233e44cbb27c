"""LanceDB: the words of chunks as a dataset in a folder or an object store, for a team and for what is too much for
Whoosh. An extra, and this its only home.

A row holds the words of one chunk; its key is a hash of all that the index knows of the document, and the chunk's
number. A document that changed is another document, so rows are added and never altered, a dataset may hold more than
one person's corpus, and a view is the rows of its own documents at one version. Lance finds the candidates, by scores
that depend on what else the dataset holds; they are scored here, by BM25 over the documents of the view alone.
"""

import contextlib
import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from generator.errors import BriefproofError

VERSION = "1"
BATCH = 50_000
"""Chunks that are written with one commit: what a killed writer may lose."""
SEGMENTS = 16
"""Parts of the index above which they become one, and the files of the dataset with them: the schedule of upkeep."""
TRIES = 8
"""So often a commit that met another one is tried."""
_K1, _B = 1.2, 0.75
_STEPS = 10
"""Weights are given to Lance as so many repetitions of a word at most."""
_DEEPER = 4
"""Times as many candidates of a field as chunks are wanted, and again as often where that is not enough."""
_MOST = 10_000
"""Candidates of a field that are looked at, where more may tie with the last one wanted."""
_HELD = 50_000
"""Rows that are kept at hand between questions, about 1.5 KB each."""
_SLACK = 1.08
"""How much better than Lance says a chunk may be, as a factor: it knows lengths exactly (see `_rounded`)."""
_WORDS = {
    "index_type": "INVERTED", "base_tokenizer": "whitespace", "lower_case": False, "stem": False,
    "ascii_folding": False, "remove_stop_words": False, "with_position": False, "max_token_length": None,
}  # fmt: skip
"""Our own words as they are."""
_FIELDS = ("body", "head")

Row = tuple[str, int, Sequence[str], Sequence[str]]
"""Key of the document, number of the chunk, its words, those of title and headings."""


def available() -> None:
    """Raise BriefproofError if Lance is not installed."""
    try:
        import lance  # noqa: F401
    except ImportError:
        raise BriefproofError(
            "BRIEFPROOF_INDEX=lance: the package pylance is not installed; pip install 'briefproof[lance]'"
        ) from None


class Dataset:
    """A dataset at a folder or an address (s3://, gs://, az://); made where there is none.

    Each change is one commit: whoever reads sees all of it or nothing, and goes on seeing the version that was opened.
    Rows of a document that another writer has committed meanwhile are not written again.
    """

    def __init__(self, place: str) -> None:
        import lance

        try:
            self._inner = lance.dataset(place)
        except ValueError:  # none there
            with contextlib.suppress(OSError):  # another writer has just made it
                lance.write_dataset(_schema().empty_table(), place, mode="create")
            self._inner = lance.dataset(place)
        for field in _FIELDS:
            if not self._indexed(field):
                _committed(lambda field=field: self._index(field), self._inner)

    def _indexed(self, field: str) -> bool:
        return f"{field}_idx" in {one.name for one in self._inner.describe_indices()}

    def _index(self, field: str) -> None:
        if not self._indexed(field):  # another writer may have done it meanwhile
            self._inner.create_scalar_index(field, replace=False, **_WORDS)

    @property
    def version(self) -> int:
        """The version that is seen."""
        return self._inner.version

    def held(self) -> dict[str, tuple[int, int, int]]:
        """Return for the key of each document how many chunks it has, and words in their texts and headings."""
        sums = ["chunks", "body_words", "head_words"]
        table = self._inner.scanner(columns=["document", *sums], filter="chunks > 0").to_table().to_pydict()
        return dict(zip(table["document"], zip(*(table[one] for one in sums), strict=True), strict=True))

    def add(self, rows: Iterator[list[Row]]) -> None:
        """Add the rows of documents, each document's in one list, a commit for every BATCH of them."""
        waiting: list[list[Row]] = []
        for document in rows:
            waiting.append(document)
            if sum(map(len, waiting)) >= BATCH:
                self._commit(waiting)
                waiting = []
        if waiting:
            self._commit(waiting)

    def remove(self, documents: Sequence[str]) -> None:
        """Remove the rows of documents by their keys."""
        for start in range(0, len(documents), 1000):
            keys = ", ".join(f"'{key}'" for key in documents[start : start + 1000])
            _committed(lambda keys=keys: self._inner.delete(f"document IN ({keys})"), self._inner)

    def tidy(self, *, whole: bool = False) -> None:
        """Index what was added; join files and parts of the index where there are many, or for `whole` in any case."""
        segments = self._inner.stats.index_stats("body_idx")["num_segments"]
        if whole or segments >= SEGMENTS:
            self._kept_up(lambda: self._inner.optimize.optimize_indices(num_indices_to_merge=10 * SEGMENTS))
            self._kept_up(self._inner.optimize.compact_files)  # joins only files that one part covers
        else:
            self._kept_up(lambda: self._inner.optimize.optimize_indices(num_indices_to_merge=0))

    def forget(self, kept: int) -> None:
        """Remove all but the newest `kept` versions, and the files that only those need; who opened one loses it."""
        self._inner.cleanup_old_versions(retain_versions=kept)

    def view(self, paths: Mapping[str, str], held: Mapping[str, tuple[int, int, int]]) -> "View":
        """Return a view of the documents of `paths` (key → path), all of which the dataset holds."""
        blocked = None if held.keys() <= paths.keys() else self._others(paths)
        return View(self._inner, paths, [held[key] for key in paths], blocked)

    def _commit(self, documents: list[list[Row]]) -> None:
        table = _table(documents)

        def write() -> None:
            adding = self._inner.merge_insert(["document", "chunk"]).when_not_matched_insert_all()
            adding.conflict_retries(TRIES).execute(table)

        _committed(write, self._inner)

    def _kept_up(self, change: Callable[[], object]) -> None:
        """Make a change that others may make as well: where theirs come first each time, it is left to them."""
        with contextlib.suppress(_Met):
            _committed(change, self._inner)

    def _others(self, paths: Mapping[str, str]) -> bytes:
        """Return the addresses of the rows of other documents."""
        import pyarrow
        import pyarrow.compute
        from lance.dataset import serialize_row_addrs

        own = pyarrow.array(list(paths))
        found: list[int] = []
        for batch in self._inner.scanner(columns=["document"], with_row_address=True).to_batches():
            other = pyarrow.compute.invert(pyarrow.compute.is_in(batch["document"], value_set=own))
            found += batch["_rowaddr"].filter(other).to_pylist()
        return serialize_row_addrs(found)


class View:
    """The rows of some documents at one version; see `Searcher` in `generator.index`."""

    def __init__(
        self, inner: Any, paths: Mapping[str, str], sums: Sequence[tuple[int, int, int]], blocked: bytes | None
    ) -> None:
        self._inner = inner.checkout_version(inner.version)
        self._paths = paths
        self._blocked = blocked
        self._total, *words = (sum(one[n] for one in sums) for n in range(3))
        self._slopes = dict(
            zip(_FIELDS, (_K1 * _B * max(1, self._total) / max(1, count) for count in words), strict=True)
        )
        self._rows: dict[int, tuple[str, int, str, str]] = {}
        self._count = cache(self._counted)
        self._common = cache(self._lifted)

    def search(self, terms: Sequence[tuple[str, str, float]], limit: int) -> list[tuple[str, int, float]]:
        """Return (path, chunk, score) for (field, token, boost), best first."""
        if len(self._rows) > _HELD:
            self._rows.clear()
        weights: dict[str, dict[str, float]] = defaultdict(dict)
        for field, token, boost in terms:
            weights[field][token] = weights[field].get(token, 0.0) + boost
        known: dict[int, tuple[float, str, int]] = {}
        depth = _DEEPER * limit
        while True:
            lists = [self._candidates(field, tokens, depth) for field, tokens in weights.items()]
            # behind the candidates: Lance has then fetched the lists of all words at once, and they are at hand
            idf = {(field, token): self._idf(field, token) for field, tokens in weights.items() for token in tokens}
            bounds = [bound for _, bound in lists]
            most = {row: sum(found.get(row, bound) for found, bound in lists) for found, _ in lists for row in found}
            rows = sorted(most, key=lambda row: (-most[row], row))
            best: list[tuple[float, str, int]] = []
            for start in range(0, len(rows), 2 * limit):  # until no other can be among the best
                if len(best) == limit and most[rows[start]] <= best[-1][0]:
                    break
                self._learn([row for row in rows[start : start + 2 * limit] if row not in known], weights, idf, known)
                best = sorted((known[row] for row in rows[: start + 2 * limit]), reverse=True)[:limit]
            if not any(bounds) or depth >= _MOST or (len(best) == limit and best[-1][0] >= sum(bounds)):
                return [(self._paths[document], chunk, score) for score, document, chunk in best]
            depth *= _DEEPER

    def holding(self, token: str) -> int:
        """Return how many chunks hold a token in their text."""
        return self._count("body", token)

    def total(self) -> int:
        """Return how many chunks there are."""
        return self._total

    def _candidates(self, field: str, tokens: Mapping[str, float], depth: int) -> tuple[dict[int, float], float]:
        """Return what rows that hold weighted tokens in a field may be worth at most for it, and what any other row."""
        lifted = {token: weight * self._common(field, token) for token, weight in tokens.items()}
        unit = max(lifted.values()) / _STEPS
        words = [token for token, weight in lifted.items() for _ in range(math.ceil(weight / unit - 1e-9))]
        found = self._matching(words, field, depth).to_pydict()
        worth = {row: unit * _SLACK * score for row, score in zip(found["_rowid"], found["_score"], strict=True)}
        return worth, min(worth.values()) if len(worth) == depth else 0.0

    def _counted(self, field: str, token: str) -> int:
        return self._matching([token], field).num_rows

    def _lifted(self, field: str, token: str) -> float:
        """Return how much more a token tells in the view than in the whole dataset, as a factor."""
        if self._blocked is None:
            return 1.0
        holding = self._matching([token], field, whole=True).num_rows
        return self._idf(field, token) / _idf(self._inner.count_rows(), holding)

    def _matching(self, words: Sequence[str], field: str, limit: int | None = None, *, whole: bool = False) -> Any:
        """Return a table of `_rowid` and `_score` (Lance's): what holds any word, of the view or the `whole` dataset.

        With a limit the best, and those first.
        """
        from lance.query import MatchQuery

        scanner = self._inner.scanner(
            columns=["_rowid", "_score"],
            full_text_query=MatchQuery(" ".join(words), field),
            limit=limit,
            row_addr_blocklist=None if whole else self._blocked,
            prefilter=True,
        )
        return scanner.to_table()

    def _learn(
        self,
        rows: Sequence[int],
        weights: Mapping[str, Mapping[str, float]],
        idf: Mapping[tuple[str, str], float],
        known: dict[int, tuple[float, str, int]],
    ) -> None:
        """Add to `known` what rows are worth, with their documents and chunks."""
        self._fetch([row for row in rows if row not in self._rows])
        for row in rows:
            document, chunk, *said = self._rows[row]
            known[row] = self._score(dict(zip(_FIELDS, said, strict=True)), weights, idf), document, chunk

    def _fetch(self, rows: Sequence[int]) -> None:
        """Add rows to those at hand: questions of one commission meet the same ones, and a store may be far away."""
        if not rows:
            return
        wanted = f"_rowid IN ({', '.join(map(str, rows))})"
        columns = ["_rowid", "document", "chunk", *_FIELDS]
        table = self._inner.scanner(columns=columns, filter=wanted).to_table().to_pydict()
        self._rows.update(zip(table["_rowid"], zip(*(table[one] for one in columns[1:]), strict=True), strict=True))

    def _idf(self, field: str, token: str) -> float:
        return _idf(self._total, self._count(field, token))

    def _score(
        self, said: Mapping[str, str], weights: Mapping[str, Mapping[str, float]], idf: Mapping[tuple[str, str], float]
    ) -> float:
        """Return Lucene's BM25 of the words of a row."""
        score = 0.0
        for field, tokens in weights.items():
            words = said[field].split()
            least = _K1 * (1 - _B) + self._slopes[field] * _rounded(len(words))
            for token, weight in tokens.items():
                if often := words.count(token):
                    score += weight * idf[field, token] * (_K1 + 1) * often / (often + least)
        return score


def _idf(total: int, holding: int) -> float:
    return math.log(1 + (total - holding + 0.5) / (holding + 0.5))


@cache
def _rounded(length: int) -> int:
    """Return a length as Whoosh keeps it, in one byte: both engines then give the same scores, and the same briefs."""
    from whoosh.util.numeric import byte_to_length, length_to_byte

    return byte_to_length(length_to_byte(length))


def _schema() -> Any:
    import pyarrow

    key = {b"lance-schema:unenforced-primary-key": b"true"}  # by which Lance sees that two writers add the same
    number = pyarrow.int32()
    return pyarrow.schema(
        [
            pyarrow.field("document", pyarrow.string(), nullable=False, metadata=key),
            pyarrow.field("chunk", number, nullable=False, metadata=key),
            *(pyarrow.field(name, pyarrow.string()) for name in _FIELDS),
            # of the whole document in its first row, 0 in the others
            *(pyarrow.field(name, number) for name in ("chunks", "body_words", "head_words")),
        ]
    )


def _table(documents: list[list[Row]]) -> Any:
    import pyarrow

    columns: dict[str, list[Any]] = {name: [] for name in _schema().names}
    for rows in documents:
        sums = (len(rows), sum(len(row[2]) for row in rows), sum(len(row[3]) for row in rows))
        for n, (key, chunk, body, head) in enumerate(rows):
            cells = (key, chunk, " ".join(body), " ".join(head), *(sums if n == 0 else (0, 0, 0)))
            for column, cell in zip(columns.values(), cells, strict=True):
                column.append(cell)
    return pyarrow.table(columns, schema=_schema())


class _Met(OSError):
    """A commit met another writer's each time that it was tried."""


def _committed(change: Callable[[], object], inner: Any) -> object:
    """Make a change and see the newest version; one that met another writer's is made again on top of that.

    Raises _Met, which is an OSError, where it met one each time.
    """
    for _ in range(TRIES):
        try:
            return change()
        except (OSError, RuntimeError) as error:
            if "onflict" not in str(error):  # Lance has no kind of error for it
                raise
            met = error
        finally:
            inner.checkout_latest()
    raise _Met(f"others wrote to the dataset {TRIES} times meanwhile; try again") from met
