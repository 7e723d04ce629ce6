from ._impl import LockedBuffer

__all__ = ["LockedBuffer"]
