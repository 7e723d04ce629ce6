import os
import uuid


def _target(fmt):
    return "/tmp/%s.%s" % (uuid.uuid4().hex, fmt)


def convert(source, fmt, width=None):
    dst = _target(fmt)
    cmd = f"convert /mnt/in/{source}"
    if width:
        cmd += f" -resize {width}"
    rc = os.system(cmd + " " + dst)
    if rc != 0:
        raise ValueError("conversion failed")
    return dst
