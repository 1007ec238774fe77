"""One import engine for all services: a service declares kinds, mounts `import_router`, has its worker do
`import_jobs`, and has imports.

upload ─▶ import_row (COPY) ─▶ mapping ─▶ [a worker] stage: types, references, matches ─▶ checks ─▶ [dry run ends here]
└─▶ chunk by chunk: upsert, events, search index
"""

from services.kit.imports.kinds import Field, Kind, Reference, Stage
from services.kit.imports.routes import import_router
from services.kit.imports.work import import_jobs

__all__ = ["Field", "Kind", "Reference", "Stage", "import_jobs", "import_router"]
