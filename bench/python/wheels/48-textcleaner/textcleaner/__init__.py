from .clean import clean, normalize

__all__ = ["clean", "normalize"]
