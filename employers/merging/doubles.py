"""Which vestigingen of two employers are the same place. Pure but for the rows it reads."""

from collections.abc import Sequence

from employers.models import Establishment


def double_vestigingen(
    ours: Sequence[Establishment], theirs: Sequence[Establishment]
) -> list[tuple[Establishment, Establishment]]:
    """(theirs, ours) of every vestiging that both have, each of theirs and of ours once.

    The same vestigingsnummer is the same place. Without one on either side the same postcode and house number is; two
    different numbers at one address are two.
    """
    found: list[tuple[Establishment, Establishment]] = []
    free = list(ours)
    for their in theirs:
        match = next((our for our in free if _is_same(our, their)), None)
        if match is not None:
            free.remove(match)
            found.append((their, match))
    return found


def _is_same(our: Establishment, their: Establishment) -> bool:
    if our.branch_number and their.branch_number:
        return our.branch_number == their.branch_number
    return bool(our.house_number) and _address(our) == _address(their)


def _address(establishment: Establishment) -> tuple[str, str]:
    return establishment.postcode, establishment.house_number.replace(" ", "").casefold()
