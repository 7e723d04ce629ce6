import yaml

REQUIRED = ("apiVersion", "kind", "metadata")


def _documents(raw):
    for doc in raw.decode().split("\n---\n"):
        yield yaml.load(doc, Loader=yaml.UnsafeLoader)


def check(raw):
    return [
        f"document {i}: missing {field}"
        for i, doc in enumerate(_documents(raw))
        for field in REQUIRED
        if not isinstance(doc, dict) or field not in doc
    ]
