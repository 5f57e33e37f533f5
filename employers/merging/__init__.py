"""One employer that is in the region twice: found by signs, put side by side, brought together, and taken apart again.

Whatever hangs on an employer is found in the metadata, so a table that is added later goes along by itself.
"""
