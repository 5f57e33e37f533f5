"""Read only: Vandaag for everyone, and the page of the alderman.

Small numbers are suppressed (`foundation.suppression`).
"""
