"""Berichten: what a person was told, read or not, and how much of it each wants by mail."""
