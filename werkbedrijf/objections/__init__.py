"""The desk for a bezwaar: somebody disagrees with a list, a voordracht or the help of the computer, and gets an answer in time.

A bezwaar has an owner and a term. Whoever wants may be helped by people alone: then no list is made for this person.
"""
