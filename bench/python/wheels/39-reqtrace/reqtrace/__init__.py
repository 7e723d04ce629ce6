"""import reqtrace: timings of all HTTP calls in the log."""
from . import hooks

hooks.install()
