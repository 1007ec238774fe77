"""Any list as a file: `exportable(router, list_something, noun="…")` stands below the list it exports.

An export walks the list's own windows, one after the other, through the list's own route: so filter, sort, permissions
and classes are those of the list, memory is one window's, and nothing has to be said twice.
"""

from services.kit.exports.routes import exportable

__all__ = ["exportable"]
