"""Contributions of social return out of a file: chosen, looked at, and then claimed all together or not at all."""
