"""Places on offer, of seven kinds: from a garantiebaan to an ordinary vacancy (``kinds``).

A place says in tasks what the work demands and what the workplace can arrange.
"""
