"""The region: its duties, its accounts, and the house itself.

This file is read before the project's environment exists, so it uses the standard library alone.
"""

from pathlib import Path

__version__ = "0.1.0"


def templates_folder() -> Path:
    """Where the templates lie: inside the package once installed as a wheel, beside it in a working tree."""
    package = Path(__file__).resolve().parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"
