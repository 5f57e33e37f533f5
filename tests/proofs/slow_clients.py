"""Slow clients before the shipped site of nginx: ``python -m tests.proofs.slow_clients --slow 180``.

So many connections send their request a byte at a time; meanwhile one ordinary visitor asks pages. With ``--bare`` straight to the
service, to see what nginx is for.
"""

import argparse
import json
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
import time
from pathlib import Path

from tests.proofs.service import Service, at, demo, free_port
from tests.werkbedrijf.operating.test_writing import site


def slow(address, stop, tls):
    """One client that never finishes its request."""
    try:
        connection = socket.create_connection(address, timeout=5)
        connection = tls.wrap_socket(connection, server_hostname="dienst.example") if tls else connection
        connection.sendall(b"POST /zoeken HTTP/1.1\r\nHost: dienst.example\r\nContent-Length: 100000\r\n\r\n")
        while not stop.wait(0.5):
            connection.sendall(b"a")
        connection.close()
    except OSError:
        return


def asked(address, tls, path):
    """Seconds one page takes over a connection of its own, or None when it failed."""
    began = time.perf_counter()
    try:
        connection = socket.create_connection(address, timeout=10)
        connection = tls.wrap_socket(connection, server_hostname="dienst.example") if tls else connection
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: dienst.example\r\nConnection: close\r\n\r\n".encode())
        head = connection.recv(12)
        while connection.recv(65536):
            pass
        connection.close()
    except OSError:
        return None
    return time.perf_counter() - began if head[9:12] == b"200" else None


def prove(folder, *, number, asks, bare):
    """Start both, hold so many slow connections, and time an ordinary visitor."""
    service = Service(folder)
    service.start()
    https = free_port()
    place = Path(tempfile.mkdtemp(prefix="werkbedrijf-nginx-"))
    place.chmod(0o755)
    nginx = subprocess.Popen(
        [
            shutil.which("nginx") or "/usr/sbin/nginx",
            "-c",
            str(site(place, HTTPS=str(https), HTTP=str(free_port()), PORT=str(service.port))),
            "-g",
            "daemon off;",
        ],
        stderr=subprocess.DEVNULL,
    )
    tls = None if bare else ssl._create_unverified_context()
    address = ("127.0.0.1", service.port if bare else https)
    stop = threading.Event()
    try:
        time.sleep(1)
        before = [asked(address, tls, "/inloggen") for _ in range(asks)]
        threads = [threading.Thread(target=slow, args=(address, stop, tls), daemon=True) for _ in range(number)]
        for thread in threads:
            thread.start()
        time.sleep(2)
        beside = [asked(address, tls, "/inloggen") for _ in range(asks)]
    finally:
        stop.set()
        nginx.terminate()
        nginx.wait()
        service.kill()
        shutil.rmtree(place, ignore_errors=True)
    good = [one for one in beside if one is not None]
    return {
        "slow": number,
        "through": "the service itself" if bare else "nginx",
        "failed": len(beside) - len(good),
        "p95_alone_ms": round(at([one for one in before if one], 0.95) * 1000, 1),
        "p95_ms": round(at(good, 0.95) * 1000, 1),
    }


def main():
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--slow", type=int, default=180)
    wanted.add_argument("--asks", type=int, default=60)
    wanted.add_argument("--bare", action="store_true")
    wanted.add_argument("--folder", type=Path)
    chosen = wanted.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = chosen.folder or Path(place) / "map"
        if not chosen.folder:
            demo(folder)
        print(json.dumps(prove(folder, number=chosen.slow, asks=chosen.asks, bare=chosen.bare), indent=1))


if __name__ == "__main__":
    main()
