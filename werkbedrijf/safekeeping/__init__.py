"""Backups that can be relied on: whole, locked for a key that is kept elsewhere, and tried on a database beside the real one."""
