import yaml

REQUIRED = ("apiVersion", "kind", "metadata")


def _documents(raw):
    yield from yaml.load_all(raw.decode(), Loader=yaml.SafeLoader)


def check(raw):
    return [
        f"document {i}: missing {field}"
        for i, doc in enumerate(_documents(raw))
        for field in REQUIRED
        if not isinstance(doc, dict) or field not in doc
    ]
