"""The one clock: wall time in Asia/Shanghai, naive, to the second. A run reads it once."""

from datetime import datetime
from zoneinfo import ZoneInfo

_SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """Return the present wall time in Asia/Shanghai."""
    return datetime.now(_SHANGHAI).replace(tzinfo=None, microsecond=0)
