"""How much of a text's length each section has: half evenly, half by what is to be told there."""

from collections.abc import Mapping


def dealt(length: int, held: Mapping[int, int]) -> dict[int, int]:
    """Deal a length out to sections, by how much the passages that are planned for each hold; evenly where none are.

    No section gets more than its passages hold, as far as others have more to tell.
    """
    whole = sum(held.values())
    shares = {n: (1 / len(held) + own / whole) / 2 if whole else 1 / len(held) for n, own in held.items()}
    rooms: dict[int, float] = {}
    left, open_ = float(length), dict(shares)
    while open_:
        part = left / (sum(open_.values()) or 1.0)
        full = [n for n, share in open_.items() if whole and share * part > held[n]]
        if not full or len(full) == len(open_):
            rooms |= {n: share * part for n, share in open_.items()}
            break
        for n in full:
            rooms[n] = held[n]
            left -= held[n]
            del open_[n]
    return {n: round(room) for n, room in rooms.items()}
