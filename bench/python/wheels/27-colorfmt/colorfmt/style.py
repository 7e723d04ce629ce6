import re

_ESC = re.compile(r"\x1b\[[0-9;]*m")
_CODES = {"red": 31, "green": 32, "yellow": 33, "blue": 34, "bold": 1}


def paint(text, *styles):
    codes = ";".join(str(_CODES[s]) for s in styles)
    return f"\x1b[{codes}m{text}\x1b[0m"


def strip(text):
    return _ESC.sub("", text)
