"""How often one address may ask for calendars. Per process: it stops a flood, and a token cannot be guessed anyway."""

import threading
from collections import OrderedDict
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=10)
MOST = 60
# So many askers are remembered at once.
ROOM = 4096


class Throttle:
    """Counts per asker within a window, in a fixed amount of memory.

    >>> at, throttle = datetime(2026, 11, 26, 9, 0), Throttle(most=2)
    >>> [throttle.lets_in("a", at) for _ in range(3)], throttle.lets_in("b", at), throttle.lets_in("a", at + WINDOW)
    ([True, True, False], True, True)
    """

    def __init__(self, *, most: int = MOST):
        self.most = most
        self._seen: OrderedDict[str, tuple[datetime, int]] = OrderedDict()
        self._guard = threading.Lock()

    def lets_in(self, asker: str, at: datetime) -> bool:
        """Whether this asker may go on at this moment; counts the asking. A clock that was set begins anew."""
        with self._guard:
            began, times = self._seen.pop(asker, (at, 0))
            if not timedelta(0) <= at - began < WINDOW:
                began, times = at, 0
            self._seen[asker] = (began, times + 1)
            while len(self._seen) > ROOM:
                self._seen.popitem(last=False)
            return times < self.most
