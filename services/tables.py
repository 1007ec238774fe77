"""Every table of the one schema, so that any process and Alembic see the whole metadata.

A string `ForeignKey("customer.id")` in a process that has not imported the customer's model fails at the first INSERT.
"""

import importlib
import pkgutil

import services
import services.kit.feed
from services.kit.db import Base

for found in pkgutil.walk_packages(services.__path__, "services."):
    if found.name.endswith(".models"):
        importlib.import_module(found.name)

metadata = Base.metadata
