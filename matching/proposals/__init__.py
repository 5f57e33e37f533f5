"""A candidate put forward for a place, until yes or no.

Here the two sides meet: who can do this work, which places suit this person, and the voordracht itself.
"""
