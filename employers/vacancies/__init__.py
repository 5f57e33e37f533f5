"""Places on offer: garantiebanen, leerwerkplekken, beschutte werkplekken and ordinary vacancies.

A place says in tasks what the work demands and what the workplace can arrange.
"""
