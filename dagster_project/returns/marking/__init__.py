"""Marking a unit's own workbook without touching anything else in it.

`package` takes the zip apart and puts it together again, `markup` finds elements in a part by their
bytes; the other modules each know one kind of part. `annotate.py` beside this folder calls them.
"""
