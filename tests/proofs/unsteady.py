"""A reader that cannot stand everything: what the one that reads many files is tried with."""

import os


def reads(content):
    """What stands in the file; some end the process, others what it does with this file."""
    if content == b"end":
        os._exit(1)
    return {b"one": "one", b"two": "two"}[content]
