from .core import shred

__all__ = ["shred"]
