"""Which places of a ranking stand on a page, and which stand apart above it."""

from collections.abc import Collection, Sequence

from candidates.profile.pool import Snapshot
from matching.core.ranking import Ranking


def stand_apart(
    ranking: Ranking,
    snapshot: Snapshot,
    among: Collection[int] | None,
    first: Collection[int],
    *,
    suitable_only: bool,
) -> tuple[Sequence[int], Sequence[int]]:
    """The places in the ranking of those who stand apart, also below what is suitable, and of the others."""
    places = _places(ranking, snapshot, among, suitable_only=suitable_only)
    if not first:
        return (), places
    apart = _places(ranking, snapshot, [id_ for id_ in first if among is None or id_ in among], suitable_only=False)
    gone = frozenset(apart)
    return apart, [place for place in places if place not in gone]


def _places(
    ranking: Ranking, snapshot: Snapshot, among: Collection[int] | None, *, suitable_only: bool
) -> Sequence[int]:
    """The places in the ranking that stay. Who is suitable comes first, so that is a beginning of the list."""
    ends = ranking.suitable if suitable_only else ranking.eligible
    if among is None:
        return range(ends)
    ids = snapshot.ids_of(ranking.ids[:ends])
    return [place for place, id_ in enumerate(ids) if id_ in among]


def page_of_places(places: Sequence[int], page: int, limit: int) -> tuple[int, Sequence[int]]:
    """The wanted page, or the last when there are not so many, with its number."""
    number = min(page, max(1, -(-len(places) // limit)))
    return number, places[(number - 1) * limit : number * limit]
