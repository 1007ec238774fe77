"""The long work of importing into planning, for the worker."""

from services.kit.imports import import_jobs
from services.planning.import_kinds import KINDS

import_jobs("planning", KINDS)
