"""Rows → the bytes of CSV, NDJSON or XLSX. Pure."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: str) -> str:
    """A spreadsheet runs cells that begin like a formula; an apostrophe makes them text. Plain numbers stay numbers."""
    if not cell.startswith(FORMULA):
        return cell
    try:
        float(cell)
    except ValueError:
        return f"'{cell}"
    return cell
