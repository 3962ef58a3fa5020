"""The mess in which returns arrive, as one table of data, and functions that make each kind of it.

`cells.yml`, `layouts.yml` and `files.yml` tell each kind with what must come of it: it is read
(readable), read and asked about (query), or sent back (refused). `mess.yml` ties them to what was
seen in public files and heard from users of other systems. The modules make the kinds: pages are
built and changed, then written by `containers.py`. Nothing here knows how a file is read.
"""
