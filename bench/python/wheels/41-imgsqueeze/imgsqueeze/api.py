import zlib

from ._native import ensure


def squeeze(data: bytes, level: int = 6) -> bytes:
    ensure()
    return zlib.compress(data, level)
