"""Which code made something: the version of the product, and a digest of the sources that decide what comes out."""

import hashlib
from functools import cache
from importlib import import_module, resources
from importlib.metadata import version
from importlib.resources.abc import Traversable


@cache
def version_of(*packages: str) -> str:
    """The version, and the beginning of the SHA-256 of the sources of these packages."""
    digest = hashlib.sha256()
    for package in packages:
        for file in _files(resources.files(import_module(package))):
            digest.update(file.read_bytes())
    return f"{version('werkbedrijf')}+{digest.hexdigest()[:12]}"


def _files(folder: Traversable) -> list[Traversable]:
    found: list[Traversable] = []
    for one in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if one.is_dir():
            found += _files(one)
        elif one.name.endswith((".py", ".toml")):
            found.append(one)
    return found
