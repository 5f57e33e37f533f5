"""Wage and loonwaarde of a placement: only for those who keep the file of the person.

They stand apart from the placement because matching, the count, employers and other partners may not read them.
"""
