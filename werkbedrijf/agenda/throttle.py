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
    >>> [throttle.waits_until("a", at) for _ in range(3)]
    [None, None, datetime.datetime(2026, 11, 26, 9, 10)]
    >>> throttle.waits_until("b", at), throttle.waits_until("a", at + WINDOW)
    (None, None)
    """

    def __init__(self, *, most: int = MOST):
        self.most = most
        self._seen: OrderedDict[str, tuple[datetime, int]] = OrderedDict()
        self._guard = threading.Lock()

    def waits_until(self, asker: str, at: datetime) -> datetime | None:
        """From when on this asker may go on, or None who may go on now; counts the asking. A clock that was set begins anew."""
        with self._guard:
            began, times = self._seen.pop(asker, (at, 0))
            if not timedelta(0) <= at - began < WINDOW:
                began, times = at, 0
            self._seen[asker] = (began, times + 1)
            while len(self._seen) > ROOM:
                self._seen.popitem(last=False)
            return None if times < self.most else began + WINDOW
