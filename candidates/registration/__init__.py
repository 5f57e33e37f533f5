"""Under which law someone comes, and the doelgroepregister: for counting and instruments, never for matching.

The import contract keeps matching away from this room; only those who count may read it.
"""
