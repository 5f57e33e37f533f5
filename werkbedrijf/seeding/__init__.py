"""A world to test with on an empty database: every role twice, every thing in every state, and values that may not leak."""
