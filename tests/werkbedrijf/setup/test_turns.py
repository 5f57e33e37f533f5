"""One at a time."""

import threading
from pathlib import Path

from werkbedrijf.setup.turns import turn


def test_the_second_waits_for_the_first(tmp_path: Path):
    told, order = threading.Event(), []

    def second() -> None:
        with turn(tmp_path / "lock", told.set):
            order.append("second")

    with turn(tmp_path / "lock", lambda: order.append("waited")):
        other = threading.Thread(target=second)
        other.start()
        assert told.wait(timeout=5)
        order.append("first")
    other.join(timeout=5)

    assert order == ["first", "second"]


def test_a_turn_is_given_back_after_trouble(tmp_path: Path):
    waits: list[str] = []
    for _ in range(2):
        try:
            with turn(tmp_path / "lock", lambda: waits.append("waited")):
                raise KeyError  # noqa: TRY301 - the trouble itself
        except KeyError:
            pass

    assert waits == []
