"""Under which law someone comes, and the doelgroepregister: for counting and instruments, never for matching.

The import contract keeps matching away from this room; only those who count may read it.
"""

# What knows the laws answers as soon as anything of this room is there (candidates.trials).
from candidates.registration import trials  # noqa: F401
