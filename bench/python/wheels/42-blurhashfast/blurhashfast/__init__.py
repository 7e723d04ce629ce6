from .binding import encode, LibraryMissing

__all__ = ["encode", "LibraryMissing"]
