"""What a person recognises a device by, without keeping more about it than that. Pure."""

import re
from ipaddress import AddressValueError, IPv4Address, IPv6Address, ip_address

# The first that fits counts: Edge also says Chrome, and everything also says Safari.
BROWSERS = (
    ("Edge", "Edg"),
    ("Samsung Internet", "SamsungBrowser"),
    ("Opera", "OPR"),
    ("Firefox", "Firefox|FxiOS"),
    ("Chrome", "Chrome|Chromium|CriOS"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("een iPhone", "iPhone"),
    ("een iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("een Mac", "Macintosh|Mac OS"),
    ("een Chromebook", "CrOS"),
    ("Linux", "Linux|X11"),
)


def device_words(agent: str) -> str:
    """A browser and a system in words, from what the browser says about itself.

    >>> device_words("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0")
    'Edge op Windows'
    >>> device_words("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile Safari/604.1")
    'Safari op een iPhone'
    >>> device_words("python-requests/2.32")
    'Een onbekend programma'
    """
    browser = _first(BROWSERS, agent)
    system = _first(SYSTEMS, agent)
    if browser and system:
        return f"{browser} op {system}"
    return browser or (f"Een programma op {system}" if system else "Een onbekend programma")


def coarse_origin(address: str) -> str:
    """The network a person came from, too coarse to point at one house.

    >>> coarse_origin("192.0.2.77")
    '192.0.2.x'
    >>> coarse_origin("2001:db8:12:34::1")
    '2001:db8:12:…'
    >>> coarse_origin("127.0.0.1")
    'dit apparaat zelf'
    >>> coarse_origin("")
    ''
    """
    try:
        found = ip_address(address)
    except (ValueError, AddressValueError):
        return ""
    if found.is_loopback:
        return "dit apparaat zelf"
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    if isinstance(found, IPv4Address):
        return ".".join([*str(found).split(".")[:3], "x"])
    return ":".join([*(part.lstrip("0") or "0" for part in found.exploded.split(":")[:3]), "…"])


def _first(known: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((words for words, marks in known if re.search(marks, agent)), "")
