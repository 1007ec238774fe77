"""The long work of importing into records, for the worker."""

from services.kit.imports import import_jobs
from services.records.import_kinds import KINDS

import_jobs("records", KINDS)
