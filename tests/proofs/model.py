"""What must be true of a few people and places, without a database."""

from dataclasses import dataclass, field

OPEN = ("verstuurd", "uitgenodigd", "aangenomen")


@dataclass
class Model:
    """What must be true, without a database."""

    seats: list[int]
    proposals: dict[tuple[int, int], str] = field(default_factory=dict)
    placements: dict[int, str] = field(default_factory=dict)
    paused: set[int] = field(default_factory=set)
    used: set[int] = field(default_factory=set)

    def filled(self, place: int) -> int:
        return sum(
            1 for who, state in self.placements.items() if state in {"gepland", "loopt"} and self.at[who] == place
        )

    at: dict[int, int] = field(default_factory=dict)

    def held(self, place: int) -> int:
        return sum(1 for (_, where), state in self.proposals.items() if where == place and state in OPEN)

    def works(self, who: int) -> bool:
        return self.placements.get(who) in {"gepland", "loopt"}

    def may_propose(self, who: int, place: int) -> bool:
        accepted = any(state == "aangenomen" for (one, _), state in self.proposals.items() if one == who)
        free = self.held(place) < self.seats[place] - self.filled(place)
        taken = self.proposals.get((who, place)) in OPEN
        return not (who in self.paused or self.works(who) or accepted or taken) and free
