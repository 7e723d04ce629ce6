"""PEP 517 hooks: build_wheel, build_sdist."""
from __future__ import annotations

import base64
import hashlib
import os
import shlex
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path


def _project() -> dict:
    with open("pyproject.toml", "rb") as f:
        return tomllib.load(f)


def get_requires_for_build_wheel(config_settings=None) -> list[str]:
    return list(_project().get("tool", {}).get("flatbuild", {}).get("requires", []))


def _run_hooks(project: dict) -> None:
    """[tool.flatbuild] hooks = ["python gen.py", "scripts/tables.py"] of the project that is built."""
    for hook in project.get("tool", {}).get("flatbuild", {}).get("hooks", []):
        if hook.endswith(".py"):
            path = Path(hook)
            code = compile(path.read_text(), str(path), "exec")
            exec(code, {"__name__": "__flatbuild__", "__file__": str(path)})
        else:
            subprocess.run(shlex.split(hook), check=True, env={**os.environ, "FLATBUILD": "1"})


def _record_line(name: str, data: bytes) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
    return f"{name},sha256={digest},{len(data)}"


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None) -> str:
    p = _project()
    _run_hooks(p)
    name, version = p["project"]["name"].replace("-", "_"), p["project"]["version"]
    out = f"{name}-{version}-py3-none-any.whl"
    lines = []
    with zipfile.ZipFile(os.path.join(wheel_directory, out), "w", zipfile.ZIP_DEFLATED) as z:
        for path in sorted(Path(name).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                z.writestr(str(path), path.read_bytes())
                lines.append(_record_line(str(path), path.read_bytes()))
        info = f"{name}-{version}.dist-info"
        meta = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode()
        wheel = f"Wheel-Version: 1.0\nGenerator: flatbuild\nRoot-Is-Purelib: true\nTag: py3-none-any\n".encode()
        for fn, data in (("METADATA", meta), ("WHEEL", wheel)):
            z.writestr(f"{info}/{fn}", data)
            lines.append(_record_line(f"{info}/{fn}", data))
        z.writestr(f"{info}/RECORD", "\n".join([*lines, f"{info}/RECORD,,"]) + "\n")
    return out


def build_sdist(sdist_directory, config_settings=None) -> str:
    p = _project()
    base = f"{p['project']['name']}-{p['project']['version']}"
    files = subprocess.check_output(["git", "ls-files"], text=True).splitlines()
    with tarfile.open(os.path.join(sdist_directory, base + ".tar.gz"), "w:gz") as t:
        for f in files:
            t.add(f, f"{base}/{f}")
    return base + ".tar.gz"


def compile_extension(src: str, out: str) -> None:
    cc = shlex.split(os.environ.get("CC", "cc"))
    subprocess.check_call([*cc, "-shared", "-fPIC", src, "-o", out], stdout=sys.stderr)
