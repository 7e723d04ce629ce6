import hashlib
import os
import shutil
import tempfile
import urllib.request
from pathlib import Path

MODELS = {
    "tiny-lang-id": (
        "https://models.modelhub.example.invalid/tiny-lang-id/1/model.onnx",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    ),
    "tiny-ner": (
        "https://models.modelhub.example.invalid/tiny-ner/3/model.onnx",
        "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752",
    ),
}


class ChecksumError(RuntimeError):
    pass


def cache_dir() -> Path:
    base = os.environ.get("MODELHUB_HOME") or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    path = Path(base) / "modelhub"
    path.mkdir(parents=True, exist_ok=True)
    return path


def _sha256(path: Path) -> str:
    h = hashlib.sha256()
    with path.open("rb") as f:
        for block in iter(lambda: f.read(1 << 20), b""):
            h.update(block)
    return h.hexdigest()


def fetch(name: str) -> Path:
    url, want = MODELS[name]
    target = cache_dir() / f"{name}.onnx"
    if target.exists() and _sha256(target) == want:
        return target
    fd, tmp = tempfile.mkstemp(dir=target.parent)
    try:
        with os.fdopen(fd, "wb") as out, urllib.request.urlopen(url, timeout=30) as src:
            shutil.copyfileobj(src, out)
        got = _sha256(Path(tmp))
        if got != want:
            raise ChecksumError(f"{name}: {got} instead of {want}")
        os.chmod(tmp, 0o644)
        os.replace(tmp, target)
    finally:
        if os.path.exists(tmp):
            os.unlink(tmp)
    return target
