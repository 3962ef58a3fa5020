"""What waits for a word of the office, and how that word is written down.

`waiting` is what a question looks like, `headings` and `names` find the open ones (headings that no
form knows, names that no register knows), `sheet` puts them into a workbook and takes it back,
`record` adds the answers to the append-only files of `decisions/`. What a decision does to a file
is `spreadsheets.confirmed`'s.
"""
