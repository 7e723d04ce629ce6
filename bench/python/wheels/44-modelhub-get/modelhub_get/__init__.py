from .fetch import ChecksumError, fetch

__all__ = ["ChecksumError", "fetch"]
