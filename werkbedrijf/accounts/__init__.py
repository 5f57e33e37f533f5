"""Signing in and out; users, their roles and their first sign-in."""
