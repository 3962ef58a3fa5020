"""Why a workbook cannot be marked in place, told to its sender."""

UNUSUAL = "原表的文件结构比较特殊，不能在原表上直接标注，所以把问题另列成表，原表没有改动。"
SIGNED = "原表带有数字签名，在表上标注会使签名失效，所以把问题另列成表，原表没有改动。"
SHARED = "原表设为“共享工作簿”，不能在原表上直接标注，所以把问题另列成表，原表没有改动。"


class CannotAnnotateError(Exception):
    """The workbook cannot be marked; the text tells its sender why, in Chinese."""
