from .app import handler

__all__ = ["handler"]
