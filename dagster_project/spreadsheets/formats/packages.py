"""A zip package (.xlsx, .ods) looked at before anything in it is unpacked.

What a package says of itself must be small enough; a member is unpacked only after that, and its
bytes are told apart from what a parser must not see.
"""

import zipfile
import zlib

from dagster_project.spreadsheets.formats.limits import TOO_LARGE
from dagster_project.spreadsheets.formats.sniff import UnreadableFileError

MAX_PARTS = 5_000
MAX_UNPACKED = 300 << 20
MAX_RATIO = 200
SMALL_PART = 4 << 20

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    LookupError,
    ValueError,
    OSError,
    EOFError,
    SyntaxError,
    NotImplementedError,  # zipfile's own, for a compression that it does not know
)


def check_directory(members: list[zipfile.ZipInfo]) -> None:
    """Look at the sizes that a package announces.

    Raises:
        UnreadableFileError: unpacked it would be too large, or is packed as only bombs are.
    """
    if len(members) > MAX_PARTS or sum(part.file_size for part in members) > MAX_UNPACKED:
        raise UnreadableFileError(TOO_LARGE)
    for part in members:
        ratio = part.file_size / max(1, part.compress_size)
        if part.file_size > SMALL_PART and ratio > MAX_RATIO:
            raise UnreadableFileError(TOO_LARGE)
