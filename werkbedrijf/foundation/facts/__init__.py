"""Facts that ship with the product: small dated tables from public sources, and readers with types.

README.md beside the tables names the source of each. A table is read, never changed while the product runs.
"""
