"""The asking side: who offers work, and what the work demands.

An employer is registered once for the whole region, with its establishments, its people and every contact.
"""
