"""Spreadsheets that come in and go out: what a file may be, what a cell may hold, and which columns we know.

The door to all of it is ``werkbedrijf.foundation.tables``. Threats met here: security.md, threats 7 and 8.
"""
