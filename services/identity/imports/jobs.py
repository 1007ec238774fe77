"""The long work of importing into identity, for the worker."""

from services.identity.import_kinds import KINDS
from services.kit.imports import import_jobs

import_jobs("identity", KINDS)
