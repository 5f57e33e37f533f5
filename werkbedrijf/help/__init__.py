"""The handleiding: one page per role, inside the product."""
