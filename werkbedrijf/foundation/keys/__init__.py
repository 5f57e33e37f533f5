"""Keys: where they are kept, and what is locked with them.

The ring stands outside the database and its backups: who has only the database reads no name, no number and no note.
"""
