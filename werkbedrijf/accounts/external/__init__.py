"""Signing in through a service of the own organisation (OpenID Connect), where the operator configured one.

An identity of such a service opens an account only after somebody linked it: the person who was signed in, or who holds the
invitation. An address that happens to be the same never does.
"""
