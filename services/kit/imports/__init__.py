"""One import engine for all services: a service declares kinds, mounts `import_router`, and has imports.

upload ─▶ import_row (COPY) ─▶ mapping ─▶ stage: types, references, matches ─▶ checks ─▶ [dry run ends here]
└─▶ upsert, events, search index
"""

from services.kit.imports.kinds import Field, Kind, Reference, Stage
from services.kit.imports.routes import import_router

__all__ = ["Field", "Kind", "Reference", "Stage", "import_router"]
