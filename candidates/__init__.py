"""The offering side: who wants work, and what they can.

The file of a person stays with its partner; the capability profile is shared in the region under a reference. No field
exists for a diagnosis.
"""
