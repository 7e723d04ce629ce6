from ._store import Store

_store = Store(__package__, "data/index.bin")


def country(code):
    return _store.names.get(code.upper())


def timezone(code):
    return _store.zones.get(code.upper())
