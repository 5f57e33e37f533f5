"""The ground floor: how every room works.

Everyone may stand on it; it knows no room, no vacancy and no candidate.
"""
