from __future__ import annotations

import argparse
import hashlib
import os
import platform
import stat
import subprocess
import sys
import tempfile
import urllib.request

VERSION = "v3.8.0"
BASE = f"https://releases.example.invalid/mvdan/sh/{VERSION}/shfmt_{VERSION}_"
DIGESTS = {
    "linux_amd64": "27b3c6f9d9592fc5b4856c341d1ff2c88856709b9e76469313642a1d7b558fe0",
    "darwin_arm64": "c0218b47a0301bb006f49fad85d2c08de23df303472834faf5639d04121320f8",
}


def target() -> str:
    machine = {"x86_64": "amd64", "AMD64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
    return f"{platform.system().lower()}_{machine}"


def install(dest: str) -> None:
    key = target()
    if key not in DIGESTS:
        raise SystemExit(f"no binary for {key}")
    with urllib.request.urlopen(BASE + key, timeout=60) as resp:
        data = resp.read()
    digest = hashlib.sha256(data).hexdigest()
    if digest != DIGESTS[key]:
        raise SystemExit(f"checksum mismatch: {digest}")
    fd, tmp = tempfile.mkstemp(dir=os.path.dirname(dest))
    with os.fdopen(fd, "wb") as f:
        f.write(data)
    os.chmod(tmp, os.stat(tmp).st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    os.replace(tmp, dest)


def main(argv: list[str] | None = None) -> int:
    p = argparse.ArgumentParser()
    p.add_argument("--dest", default=os.path.join(sys.prefix, "bin", "shfmt"))
    args = p.parse_args(argv)
    install(args.dest)
    return subprocess.call([args.dest, "--version"])
