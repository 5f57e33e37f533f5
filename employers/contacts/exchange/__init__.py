"""Contact moments with an employer in the shape of VUM 3.1 *werkgeverscontactmomenten*: a question, and the answer.

The exchange asks by KvK number and, if it wants, from a day on; it holds no text of what was said. An empty field and a field
that is not there are the same, the order of the results means nothing, and what a question asks beyond this is ignored.
Source: release notes and contracts of the VUM interfaces, 3.1.0; where 3.1 names no length, we write within that of 3.0.
"""
