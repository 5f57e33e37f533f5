"""What the region knows of an employer: other names, sector of each day, agreements, SBB, and whether it wants no calls.

Its vestigingen and contact persons are corrected here too; who left stays readable.
"""
