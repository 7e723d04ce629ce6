import base64
import functools
import json
import zlib

from . import _data


@functools.lru_cache(maxsize=None)
def _table():
    return json.loads(zlib.decompress(base64.b64decode(_data.ICONS)))


def names():
    return sorted(_table())


def svg(name, size=16, color="currentColor"):
    d = _table()[name]
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 16 16"><path fill="{color}" d="{d}"/></svg>'


def write_png(path):
    with open(path, "wb") as f:
        f.write(base64.b85decode(_data.FALLBACK))
