"""Every ranking that a colleague saw, kept as it stood on the page, so that it can be shown again exactly.

What is kept is what was shown: order, reasons in words, figures, the version of the arithmetic and the values it worked
with. Later changes of profiles, places, values or code change nothing of it.
"""
