import os
import secrets
import shutil
from pathlib import Path

PROTECTED = {Path("/"), Path.home(), Path("/etc"), Path("/usr"), Path("/var")}


def _overwrite(path: Path, passes: int):
    size = path.stat().st_size
    with path.open("r+b", buffering=0) as f:
        for _ in range(passes):
            f.seek(0)
            left = size
            while left > 0:
                left -= f.write(secrets.token_bytes(min(left, 1 << 16)))
            os.fsync(f.fileno())


def shred(target, passes=3):
    target = Path(target).resolve()
    if target in PROTECTED or target in Path.cwd().resolve().parents:
        raise PermissionError(f"refusing to shred {target}")
    if target.is_dir():
        for base, _, files in os.walk(target, topdown=False):
            for n in files:
                p = Path(base, n)
                if not p.is_symlink():
                    _overwrite(p, passes)
                p.unlink()
        shutil.rmtree(target)
    else:
        _overwrite(target, passes)
        target.unlink()
