"""Double scoring: a coach of another partner answers the same questions without seeing the first answers.

Levels that one partner sees lower than another are invisible to a list that knows no organisation; two answers side by side
show them. The profile itself only changes when the own coach takes a level over. Source: matching.md 9.4.
"""
