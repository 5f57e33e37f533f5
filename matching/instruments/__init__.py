"""What bridges the gap between what work costs and what it yields: instruments, their amounts, and the article of each.

The ground for being in the register comes in as an argument, by whoever may know it; this room never looks one up.
"""
