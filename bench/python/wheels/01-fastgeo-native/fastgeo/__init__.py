try:
    from ._native import haversine
except ImportError:  # pure Python fallback
    from ._pure import haversine

__all__ = ["haversine"]
