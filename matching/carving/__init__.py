"""Werk anders verdelen: tasks of an employer's open places put together as a new function for people who wait.

A proposal is counted, discussed with the employer and, after a yes, becomes a place as a concept; the employer decides.
"""
