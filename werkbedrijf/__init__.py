"""The region: its duties, its accounts, and the house itself.

This file is read before the project's environment exists: the standard library alone.
"""

__version__ = "0.1.0"
