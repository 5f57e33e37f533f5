"""Breaking the glass: a coach reads a colleague's file, for a short time and with a reason that others see.

The file stays with its own coach, who is told at once. Reading only: nothing can be changed behind broken glass.
"""
