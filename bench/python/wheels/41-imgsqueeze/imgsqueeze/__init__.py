from .api import squeeze

__all__ = ["squeeze"]
