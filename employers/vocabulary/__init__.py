"""The product's own vocabulary of simple work: occupations, their tasks and a first draft of what each task asks.

It ships as one TOML file per family of work; an account manager adjusts every draft together with the employer.
"""
