import datetime as dt
import uuid
from typing import Literal

from services.kit.fields import Output

JobState = Literal["queued", "running", "done", "failed", "cancelled"]


class JobOut(Output):
    """`total` is null while nobody knows it. `error` is why it failed, or why it was last tried again."""

    id: uuid.UUID
    kind: str
    title: str
    state: JobState
    done: int
    total: int | None
    note: str
    error: str
    attempt: int
    cancel_asked_at: dt.datetime | None
    created_by: uuid.UUID | None
    created_name: str
    created_at: dt.datetime
    started_at: dt.datetime | None
    finished_at: dt.datetime | None
