"""What a leerwerkplek teaches, who guides there, and how many learners fit in a week.

Not to be confused with ``werkbedrijf.learning``, which learns from outcomes.
"""
