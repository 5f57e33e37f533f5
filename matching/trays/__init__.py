"""Kaartenmapjes: up to five cards of people for one place, behind a link that needs no sign-in and ends by itself.

See decision 0014. A card tells what ``proposals.keeping_back`` leaves; whoever holds the link learns nothing else.
"""
