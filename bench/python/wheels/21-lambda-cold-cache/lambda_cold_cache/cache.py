import functools

from . import telemetry

_store = {}


def cached(fn):
    telemetry.once()

    @functools.wraps(fn)
    def inner(*a):
        if a not in _store:
            _store[a] = fn(*a)
        return _store[a]

    return inner
