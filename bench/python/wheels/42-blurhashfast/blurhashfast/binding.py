import ctypes
import os
import sys
from pathlib import Path

_SUFFIX = {"linux": ".so", "darwin": ".dylib", "win32": ".dll"}


class LibraryMissing(ImportError):
    pass


def _load():
    folder = Path(__file__).resolve().parent / "_lib"
    path = folder / ("libblurhash" + _SUFFIX.get(sys.platform, ".so"))
    if not path.is_file():
        raise LibraryMissing(f"{path} is not part of this wheel")
    lib = ctypes.CDLL(os.fspath(path), mode=ctypes.RTLD_LOCAL)
    lib.blurhash_encode.argtypes = [ctypes.c_char_p, ctypes.c_int, ctypes.c_int, ctypes.c_char_p, ctypes.c_int]
    lib.blurhash_encode.restype = ctypes.c_int
    return lib


_lib = None


def encode(pixels: bytes, width: int, height: int) -> str:
    global _lib
    if _lib is None:
        _lib = _load()
    buf = ctypes.create_string_buffer(128)
    n = _lib.blurhash_encode(pixels, width, height, buf, len(buf))
    if n < 0:
        raise ValueError("encode failed")
    return buf.raw[:n].decode("ascii")
