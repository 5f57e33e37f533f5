"""Someone works: contract, hours per period, changes, end.

A placement grows out of a voordracht that was accepted; hours are rows per period and are never overwritten.
"""
