"""Who was there last: what was discussed with an employer, by any partner, and what was promised.

That a contact happened is always seen; a partner may keep the detail to itself. Field by field as the national exchange
of matching data (VUM 3.1) names them.
"""
