"""How much one file may hold, and what its sender is told of a file that holds more.

Every reader counts against the same limits, before it makes anything of what it counts: a file is
small or large by what it asks for, not by its bytes. The limits keep a worker below 512 MB.
"""

from dataclasses import dataclass

from dagster_project.spreadsheets.formats.sniff import UnreadableFileError

MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
MAX_BOX_CELLS = 4_000_000
MAX_BOOK_CELLS = 2 * MAX_BOX_CELLS
MAX_FILLED_CELLS = 500_000
MAX_MERGES = 100_000
MAX_TEXT = 32 << 20
MAX_CELL_TEXT = 1 << 18
MAX_PLAIN_FILE = 32 << 20

TOO_LARGE = (
    "文件内容异常庞大(可能整列、整行设了格式，或在很远的单元格误填了内容)，已拒绝读取。"
    "请把有效数据复制到新工作簿，另存为 .xlsx 后重新报送。"
)


@dataclass
class Allowance:
    """What is left of the limits for one workbook, all its sheets together."""

    box_cells: int = MAX_BOOK_CELLS
    filled_cells: int = MAX_FILLED_CELLS
    text: int = MAX_TEXT

    def take_box(self, rows: int, columns: int) -> None:
        """Count a sheet that reaches this far from A1.

        Raises:
            UnreadableFileError: the sheet, or all sheets together, reach too far.
        """
        area = rows * columns
        self.box_cells -= area
        if area > MAX_BOX_CELLS or self.box_cells < 0:
            raise UnreadableFileError(TOO_LARGE)

    def take_cells(self, cells: int, text: int) -> None:
        """Count cells that hold something, and the length of all their texts together.

        Raises:
            UnreadableFileError: there are too many, or they are too long.
        """
        self.filled_cells -= cells
        self.text -= text
        if self.filled_cells < 0 or self.text < 0:
            raise UnreadableFileError(TOO_LARGE)
