from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

_LINE = re.compile(
    r"""^\s*(?:export\s+)?(?P<key>[A-Za-z_][A-Za-z0-9_]*)\s*=\s*(?P<value>'[^']*'|"(?:\\.|[^"])*"|[^#\n]*)"""
)
_VAR = re.compile(r"\$\{(?P<name>[^}:]+)(?::-(?P<default>[^}]*))?\}")


def find_dotenv(name: str = ".env", start: str | None = None) -> str:
    here = Path(start or os.getcwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / name).is_file():
            return str(folder / name)
    return ""


def dotenv_values(path: str, interpolate: bool = True) -> dict[str, str]:
    out: dict[str, str] = {}
    with open(path, encoding="utf-8") as f:
        for line in f:
            m = _LINE.match(line)
            if not m:
                continue
            raw = m["value"].strip()
            if raw[:1] == "'":
                out[m["key"]] = raw[1:-1]
                continue
            if raw[:1] == '"':
                raw = raw[1:-1].encode().decode("unicode_escape")
            out[m["key"]] = _expand(raw, out) if interpolate else raw
    return out


def _expand(text: str, known: dict[str, str]) -> str:
    def one(m: re.Match[str]) -> str:
        return known.get(m["name"], os.environ.get(m["name"], m["default"] or ""))
    return _VAR.sub(one, text)


def load_dotenv(path: str | None = None, override: bool = False) -> bool:
    path = path or find_dotenv()
    if not path:
        return False
    for k, v in dotenv_values(path).items():
        if override or k not in os.environ:
            os.environ[k] = v
    return True


def set_key(path: str, key: str, value: str) -> None:
    fd, tmp = tempfile.mkstemp()
    with os.fdopen(fd, "w") as out, open(path) as src:
        seen = False
        for line in src:
            m = _LINE.match(line)
            if m and m["key"] == key:
                out.write(f"{key}={value!r}\n")
                seen = True
            else:
                out.write(line)
        if not seen:
            out.write(f"{key}={value!r}\n")
    shutil.move(tmp, path)
