"""Anonymous version count. OFF unless LEANMETRICS_TELEMETRY=1 is set.

Sent: the version of leanmetrics, the version of Python. Nothing else.
"""
import json
import os
import sys
import urllib.request

from .version import __version__

ENDPOINT = "https://telemetry.leanmetrics.example.invalid/count"


def enabled():
    return os.environ.get("LEANMETRICS_TELEMETRY", "0") == "1" and "DO_NOT_TRACK" not in os.environ


def payload():
    return {"version": __version__, "python": "%d.%d" % sys.version_info[:2]}


def report(timeout=1.0):
    if not enabled():
        return False
    data = json.dumps(payload()).encode("utf-8")
    request = urllib.request.Request(
        ENDPOINT, data=data, headers={"Content-Type": "application/json", "User-Agent": "leanmetrics/" + __version__}
    )
    try:
        with urllib.request.urlopen(request, timeout=timeout) as response:
            return response.status == 204
    except OSError:
        return False
