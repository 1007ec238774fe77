"""Long work, done later by a worker: registered with `handler`, ordered with `enqueue` inside the business transaction.

    queued ──▶ running ──▶ done
      ▲  ▲        │  ├───▶ cancelled   somebody asked, and the handler left between two chunks
      │  └────────┤  └───▶ failed      no attempts left, or its worker died too often: a dead letter, `replay` ──┐
      │           └ Retry, an error with attempts left, Yield at shutdown                                      │
      └────────────────────────────────────────────────────────────────────────────────────────────────────────┘

`job_run` is the truth about a job; pgqueuer's tables only carry it to a worker. A job runs at least once: after a
crash it starts again, so handlers are idempotent. Handlers live in the file `jobs.py` of their noun.
"""

from services.kit.jobs.job import Job, Retry, Yield
from services.kit.jobs.queue import enqueue
from services.kit.jobs.registry import handler, schedule

__all__ = ["Job", "Retry", "Yield", "enqueue", "handler", "schedule"]
