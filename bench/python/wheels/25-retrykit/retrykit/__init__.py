"""Small retry helpers."""
from .core import Backoff, retry
from . import _usage

__all__ = ["Backoff", "retry"]
__version__ = "2.3.1"

_usage.start()
