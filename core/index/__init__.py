"""The index of a list: compressed bitmaps of its rows, from which counts, totals and pages come without asking the database.

`order` is what an index holds, `build` makes it from the database, `store` keeps it on disk, `live` gives the one that is in use.
"""
