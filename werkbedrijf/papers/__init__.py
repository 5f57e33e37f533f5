"""The algorithm in the open: papers that are printed from the service as it runs here, and what is promised in plain words.

Nothing in them is typed by hand that the service knows itself; what only the region knows is asked, and stands as still to
be filled in until somebody does.
"""
