import re
import unicodedata

from fastslug.rules import load_rules

_dash = re.compile(r"[^a-z0-9]+")


def slugify(text, sep="-"):
    text = unicodedata.normalize("NFKD", text)
    for a, b in load_rules():
        text = text.replace(a, b)
    return _dash.sub(sep, text.encode("ascii", "ignore").decode().lower()).strip(sep)
