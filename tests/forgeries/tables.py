"""Forged tables: heads, labels and cells that trade places, rows that go, figures that are not their sentence's."""

from collections.abc import Callable, Iterator

from tests.forgeries.pair import Pair, Place


def _tables(pair: Pair) -> list[list[int]]:
    lines = sorted({p.at for p in pair.places if p.block == "table"})
    tables: list[list[int]] = []
    for at in lines:
        if tables and at - tables[-1][-1] <= 2 and pair.body[at - 1].startswith("|"):
            tables[-1].append(at)
        else:
            tables.append([at])
    return tables


def _exchange(pair: Pair, one: Place, two: Place) -> None:
    """Exchange two cells with what stands in them: words, citations and entries."""
    rows = [_cells(pair.body[place.at]) for place in (one, two)]
    if one.at == two.at:
        rows[1] = rows[0]
    rows[0][one.column], rows[1][two.column] = rows[1][two.column], rows[0][one.column]
    for place, cells in zip((one, two), rows, strict=True):
        pair.body[place.at] = "| " + " | ".join(cells) + " |"
    one.entry, two.entry = two.entry, one.entry
    pair.ledger["entries"] = [place.entry for place in pair.places]


def _cells(line: str) -> list[str]:
    return line[2:-2].split(" | ")


def _cell_swap(which: str, table: int, number: int) -> Callable[[Pair], bool | None]:
    """Exchange cells of a table: heads, labels, two of a row, two of a column, with or without the side in the ledger."""

    def change(pair: Pair) -> bool | None:
        tables = _tables(pair)
        if table >= len(tables):
            return False
        grid = [sorted(pair.on(at), key=lambda p: p.column) for at in tables[table]]
        head, *rows = grid
        found = {
            "heads": [(head[-2], head[-1]), (head[0], head[1])],
            "labels": [(a[0], b[0]) for a, b in zip(rows, rows[1:], strict=False)],
            "row": [(row[-2], row[-1]) for row in rows],
            "column": [(a[-1], b[-1]) for a, b in zip(rows, rows[1:], strict=False)],
            "amounts": [(a[1], b[1]) for a, b in zip(rows, rows[1:], strict=False)],
            "rows far apart": [(rows[0][-1], rows[-1][-1])],
        }[which]
        if number >= len(found):
            return False
        one, two = found[number]
        if one.entry["text"] == two.entry["text"]:
            return False
        sides = one.entry.get("side"), two.entry.get("side")
        _exchange(pair, one, two)
        if which == "row" and all(sides):  # the ledger says of each what its new column says
            one.entry["side"], two.entry["side"] = sides
        return None

    return change


def _row(table: int, *, gone: bool) -> Callable[[Pair], bool | None]:
    """Drop or turn the rows of a table."""

    def change(pair: Pair) -> bool | None:
        tables = [t for t in _tables(pair) if len(t) > 2]
        if table >= len(tables):
            return False
        rows = tables[table]
        order = list(range(len(pair.body)))
        if gone:
            order.remove(rows[-1])
        else:
            order[rows[1]], order[rows[-1]] = rows[-1], rows[1]
        pair.reorder(order)
        return None

    return change


def _figure(new: str) -> Callable[[Pair], bool | None]:
    """Put other words into the cell that repeats a figure's number."""

    def change(pair: Pair) -> bool | None:
        for place in pair.sourced("figure"):
            amount = next((p for p in pair.on(place.at) if p.column == 1), None)
            if amount is None:
                continue
            value = amount.entry["text"]
            words = {
                "part": value.split(" / ")[-1],
                "number": value.split(" ")[0],
                "twice": f"{value} / {value}",
                "other": "99 %",
            }[new]
            if pair.say(amount, words):
                return None
        return False

    return change


def _emptied(pair: Pair) -> bool | None:
    """Put a dash in the place of a cell that a source speaks for."""
    cells = pair.sourced("cell")
    if not cells:
        return False
    place = cells[-1]
    row = _cells(pair.body[place.at])
    row[place.column] = "—"
    pair.body[place.at] = "| " + " | ".join(row) + " |"
    for key in ("supports", "side", "lead"):
        place.entry.pop(key, None)
    place.entry.update(kind="meta", text="—")
    return None


def changes() -> Iterator[tuple[str, Callable[[Pair], bool | None]]]:
    """Yield (name, change) of the forgeries of tables."""
    for table in range(2):
        for which in ("heads", "labels", "row", "column", "amounts", "rows far apart"):
            yield from (
                (f"table {table + 1}: {which} exchanged {n + 1}", _cell_swap(which, table, n)) for n in range(2)
            )
        yield f"table {table + 1}: row gone", _row(table, gone=True)
        yield f"table {table + 1}: rows turned", _row(table, gone=False)
    yield from ((f"figure: {new}", _figure(new)) for new in ("part", "number", "twice", "other"))
    yield "cell emptied", _emptied
