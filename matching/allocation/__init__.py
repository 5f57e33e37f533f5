"""The whole region divided at once: what goes in, the best lists, when it runs, and what coaches decide about it.

The arithmetic is ``matching.core``; the runs that come out are kept in ``matching.runs``.
"""
