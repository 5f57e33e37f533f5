"""The face of the region at an employer: one account manager and a substitute, and who they were before.

Taking over asks the present face; without an answer within the term the regional coordinator decides. Nothing is silent.
"""
