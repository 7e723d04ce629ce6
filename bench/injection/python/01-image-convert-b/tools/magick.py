import os
import re
import subprocess
import uuid

_NAME = re.compile(r"[a-z0-9_-]{1,64}\.(?:png|jpe?g|gif)")


def _target(fmt):
    return "/tmp/%s.%s" % (uuid.uuid4().hex, fmt)


def convert(source, fmt, width=None):
    if fmt not in {"png", "webp"} or not _NAME.fullmatch(source):
        raise ValueError("bad input")
    dst = _target(fmt)
    size = str(int(width)) if width else "800"
    rc = subprocess.call(["convert", os.path.join("/mnt/in", source), "-resize", size, dst])
    if rc != 0:
        raise ValueError("conversion failed")
    return dst
