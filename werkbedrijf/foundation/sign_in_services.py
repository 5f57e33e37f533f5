"""Sign-in services of others (OpenID Connect) as the operator configures them: Entra ID of a partner, a broker of eHerkenning."""

import re
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field

# The name stands in addresses and beside each linked sign-in.
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,29}")


class SignInService(BaseModel):
    """One service. Lists are written with commas, so that an environment can hold them."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    issuer: str = ""
    client_id: str = ""
    client_secret: str = Field(default="", repr=False)
    client_secret_file: Path | None = None
    client_key_file: Path | None = None
    client_key_id: str = ""
    client_certificate_file: Path | None = None
    ca_file: Path | None = None
    title: str = ""
    identity: str = "sub"
    shown: str = "email,preferred_username,name"
    scopes: str = "openid"
    hosts: str = ""
    levels: str = ""
    second_step: str = ""

    @property
    def is_safe(self) -> bool:
        """Whether everything goes over https; on one machine, for a trial, that is not needed."""
        return is_safe(self.issuer)

    @property
    def is_complete(self) -> bool:
        """Whether everything that cannot be guessed is there."""
        return bool(self.issuer and self.client_id and (self.key() or self.secret()))

    @property
    def own_hosts(self) -> frozenset[str]:
        """The only hosts that are ever asked something: that of the issuer, and what the operator adds."""
        return frozenset({urlsplit(self.issuer).netloc.lower(), *(host.lower() for host in listed(self.hosts))})

    def secret(self) -> str:
        """The secret of this service for us, or nothing; a file is read anew each time, so that it can be replaced."""
        return self.client_secret if self.client_secret_file is None else _read(self.client_secret_file)

    def key(self) -> str:
        """Our own key in PEM, with which we show this service who we are instead of with a secret; or nothing."""
        return _read(self.client_key_file)

    def certificate(self) -> str:
        """The certificate of that key in PEM, for a service that knows the key by it; or nothing."""
        return _read(self.client_certificate_file)

    def authorities(self) -> str:
        """The certificates of who vouches for this service in PEM, where that is an authority of its own; or nothing."""
        return _read(self.ca_file)


def _read(path: Path | None) -> str:
    try:
        return path.read_text(encoding="utf-8").strip() if path else ""
    except (OSError, UnicodeDecodeError):
        return ""


def usable(services: Mapping[str, SignInService]) -> dict[str, SignInService]:
    """The services people are offered, by name: complete, safe, and with a name an address can hold."""
    return {name: one for name, one in services.items() if NAME.fullmatch(name) and one.is_safe and one.is_complete}


def listed(written: str) -> list[str]:
    """The words of a list with commas.

    >>> listed("mfa, hwk,")
    ['mfa', 'hwk']
    """
    return [word for part in written.split(",") if (word := part.strip())]


def is_safe(address: str) -> bool:
    """Whether an address is https, or on this machine.

    >>> is_safe("https://login.example/x"), is_safe("http://127.0.0.1:9000"), is_safe("http://login.example")
    (True, True, False)
    >>> is_safe("https://"), is_safe("https:///x"), is_safe("https://login.example:99999")
    (False, False, False)
    """
    try:
        parts = urlsplit(address)
        # Asking for the port looks whether there can be one.
        host = (parts.port, parts.hostname)[1] or ""
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and is_here(host)))


def is_here(host: str) -> bool:
    """Whether a host is this machine."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
