"""Belronde: a list of employers, divided among colleagues, called with the same three questions.

What was said becomes a contact moment of the employer, and work that may be there becomes a place in concept.
"""
