"""The only calls this service makes to others over HTTP: to the hosts of a configured sign-in service, short and small.

No redirect is followed, nothing of the environment (proxies, passwords in a file) is used, and an answer that is large or slow
is no answer. See tests/house/test_nothing_goes_out.py.
"""

import time
from typing import Any
from urllib.parse import urlsplit

import requests
from authlib.integrations.requests_client import OAuth2Session

from werkbedrijf.accounts.external.errors import ServiceAway
from werkbedrijf.accounts.external.signing import WAY, OwnProof
from werkbedrijf.foundation.sign_in_services import SignInService, is_safe

# To find the service, and for each piece of what it says.
TIMEOUT = (3.05, 5.0)
# For all of it together, so that an answer that drips holds no door open.
LONGEST_SECONDS = 10.0
LARGEST = 512 * 1024


class Caller(OAuth2Session):
    """A session for one exchange with one service."""

    def __init__(self, service: SignInService, *, own_proof: OwnProof | None = None, **rest: Any):
        super().__init__(
            client_id=service.client_id,
            client_secret=None if own_proof else service.secret(),
            code_challenge_method="S256",
            scope=service.scopes,
            **rest,
        )
        if own_proof:
            self.register_client_auth_method(own_proof)
            self.token_endpoint_auth_method = WAY
        self.hosts = service.own_hosts
        self.trust_env = False
        if service.ca_file is not None:
            self.verify = str(service.ca_file)

    def request(
        self, method: str, url: str, withhold_token: bool = False, auth: Any = None, **rest: Any
    ) -> requests.Response:
        """One call. Raises ServiceAway when the address is not of the service, or nothing usable comes back in time."""
        check_address(url, self.hosts)
        rest |= {"timeout": TIMEOUT, "allow_redirects": False, "stream": True}
        until = time.monotonic() + LONGEST_SECONDS
        try:
            response: requests.Response = super().request(method, url, withhold_token=withhold_token, auth=auth, **rest)
            body = b""
            for piece in response.iter_content(16 * 1024):
                body += piece
                if len(body) > LARGEST or time.monotonic() > until:
                    raise ServiceAway("the answer is too large or too slow")
        except OSError as problem:  # a file with certificates that is not there is no problem of requests
            raise ServiceAway(type(problem).__name__) from problem
        response.close()
        response._content = body  # noqa: SLF001  # so that whoever reads on finds what was read here
        return response

    def ask(self, url: str) -> dict[str, Any]:
        """What stands at an address, as JSON. Raises ServiceAway."""
        answer = self.request("GET", url, withhold_token=True)
        if answer.status_code != requests.codes.ok:
            raise ServiceAway(f"status {answer.status_code}")
        try:
            told = answer.json()
        except ValueError as problem:
            raise ServiceAway("no JSON") from problem
        if not isinstance(told, dict):
            raise ServiceAway("no JSON object")
        return told


def check_address(url: object, hosts: frozenset[str]) -> str:
    """The address, when it is one of these hosts and safe; raises ServiceAway."""
    if not isinstance(url, str) or not is_safe(url):
        raise ServiceAway("an address that is not safe")
    parts = urlsplit(url)
    if parts.netloc.lower() not in hosts:
        raise ServiceAway("an address of another host")
    return url
