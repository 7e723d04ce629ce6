"""Anonymous usage statistics.

What is sent: event name, gridforge and Python version, operating system, whether we run in CI.
Turn it off with GRIDFORGE_TELEMETRY=0 or DO_NOT_TRACK=1. See https://gridforge.example.invalid/telemetry
"""
import os
import platform
import threading
import uuid
from pathlib import Path

from platformdirs import user_config_dir

URL = "https://telemetry.gridforge.example.invalid/v1/events"


def enabled() -> bool:
    if os.environ.get("DO_NOT_TRACK") == "1":
        return False
    return os.environ.get("GRIDFORGE_TELEMETRY", "1").lower() not in {"0", "false", "off"}


def _anonymous_id() -> str:
    f = Path(user_config_dir("gridforge")) / "id"
    try:
        return f.read_text()
    except OSError:
        new = str(uuid.uuid4())
        try:
            f.parent.mkdir(parents=True, exist_ok=True)
            f.write_text(new)
        except OSError:
            pass
        return new


def _send(event, version):
    import requests

    try:
        requests.post(
            URL,
            json={
                "event": event,
                "id": _anonymous_id(),
                "version": version,
                "python": platform.python_version(),
                "os": platform.system(),
                "ci": any(os.environ.get(v) for v in ("CI", "GITHUB_ACTIONS", "GITLAB_CI")),
            },
            timeout=2,
        )
    except Exception:
        pass


def ping(event, version):
    if enabled():
        threading.Thread(target=_send, args=(event, version), daemon=True).start()
