def _lower(row):
    return {k.lower(): v for k, v in row.items()}


def _drop_empty(row):
    return {k: v for k, v in row.items() if v not in ("", None)} or None


REGISTRY = {"lower": _lower, "drop_empty": _drop_empty}


def resolve(name):
    try:
        return REGISTRY[name]
    except KeyError:
        raise ValueError(f"unknown transform {name!r}") from None
