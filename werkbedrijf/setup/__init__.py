"""How the project sets itself up: its environment, its locked dependencies and its checks.

It runs before anything is installed: the standard library alone, and nothing of the rest of the house.
"""
