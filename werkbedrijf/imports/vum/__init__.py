"""VUM, the national exchange of matching data: job-seeker profiles and vacancies of other parties as records of ours.

A profile has no name and a vacancy has no tasks, so what comes in is a beginning that a colleague completes: a candidate
without a name and with unknown levels, a place as a concept. Nothing is made up; what cannot be known is refused or asked.
"""
