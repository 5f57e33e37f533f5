"""Employers keep their own contact persons: who they are, how to reach them, and who left. The name and the numbers stay with the region."""
