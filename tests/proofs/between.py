"""A line between the service and PostgreSQL that can be made bad: slow, cut, refused, or swallowing everything."""

import contextlib
import selectors
import socket
import struct
import threading
import time
from urllib.parse import parse_qs, urlsplit

RESET = struct.pack("ii", 1, 0)


class Between:
    """Listens on a port here and passes on to the server in ``url``. ``state`` is good, slow, cut, refused or hole.

    A connection that fell in the hole never comes out of it, also not when the line is good again.
    """

    def __init__(self, url):
        parts = urlsplit(url)
        folder = parse_qs(parts.query).get("host", [parts.hostname])[0]
        self.server = f"{folder}/.s.PGSQL.{parts.port or 5432}"
        self.state, self.seconds = "good", 0.3
        self.pairs, self.ended = [], threading.Event()
        self.listening = None
        self.port = self._listen(0)
        user = parts.username or "postgres"
        self.url = f"postgresql+psycopg://{user}@127.0.0.1:{self.port}{parts.path}"

    def _listen(self, port):
        self.listening = socket.create_server(("127.0.0.1", port), backlog=64)
        threading.Thread(target=self._accept, args=(self.listening,), daemon=True).start()
        return self.listening.getsockname()[1]

    def turn(self, state):
        """Make the line like this from now on."""
        before, self.state = self.state, state
        if state == "refused":
            self.listening.shutdown(socket.SHUT_RDWR)
            self.listening.close()
        elif before == "refused":
            self._listen(self.port)
        if state in {"cut", "refused"}:
            for pair in list(self.pairs):
                pair.cut()

    def close(self):
        """End everything."""
        self.ended.set()
        with contextlib.suppress(OSError):
            self.listening.close()
        for pair in list(self.pairs):
            pair.cut()

    def _accept(self, listening):
        while not self.ended.is_set():
            try:
                near, _where = listening.accept()
            except OSError:
                return
            if self.state == "cut":
                _reset(near)
                continue
            threading.Thread(target=_Pair(self, near).run, daemon=True).start()


class _Pair:
    """One connection, both ways."""

    def __init__(self, line, near):
        self.line, self.near, self.lost = line, near, line.state == "hole"
        self.far = None
        line.pairs.append(self)

    def run(self):
        try:
            self.far = socket.socket(socket.AF_UNIX)
            self.far.connect(self.line.server)
            self._pass_on()
        except OSError:
            pass
        finally:
            self.cut()

    def _pass_on(self):
        with selectors.DefaultSelector() as ready:
            ready.register(self.near, selectors.EVENT_READ, self.far)
            ready.register(self.far, selectors.EVENT_READ, self.near)
            while not self.line.ended.is_set():
                for key, _events in ready.select(0.2):
                    data = key.fileobj.recv(65536)
                    if not data:
                        return
                    self.lost = self.lost or self.line.state == "hole"
                    if self.lost:
                        continue
                    if self.line.state == "slow":
                        time.sleep(self.line.seconds)
                    key.data.sendall(data)

    def cut(self):
        """End it at once, with a reset for who asks."""
        with contextlib.suppress(ValueError):
            self.line.pairs.remove(self)
        _reset(self.near)
        if self.far is not None:
            with contextlib.suppress(OSError):
                self.far.shutdown(socket.SHUT_RDWR)
            self.far.close()


def _reset(connection):
    with contextlib.suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    connection.close()
