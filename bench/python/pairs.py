"""Prints random pairs of versions, and of versions and specifiers, with the judgement of `packaging`, one JSON list a line."""
import json
import random
import sys

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

random.seed(int(sys.argv[2]))
count = int(sys.argv[1])


def number():
    return random.choice(["0", "1", "2", "3", "9", "10", "11", "00", "01", "2024", "20240131", "9007199254740993"])


def version():
    text = random.choice(["", "", "", "", "v", "V"]) + random.choice([""] * 8 + ["0!", "1!", "2!"])
    text += ".".join(number() for _ in range(random.choice([1, 2, 2, 3, 3, 4])))
    if random.random() < 0.4:
        text += random.choice(["", ".", "-", "_"]) + random.choice(
            ["a", "b", "c", "rc", "alpha", "beta", "pre", "preview", "RC", "A"]
        ) + random.choice(["", "", ".", "-", "_"]) + random.choice(["", "0", "1", "2", "10"])
    if random.random() < 0.3:
        text += random.choice(["-" + number(), random.choice(["", ".", "-", "_"]) + random.choice(["post", "rev", "r", "POST"]) + random.choice(["", ".", "-"]) + random.choice(["", "0", "1", "7"])])
    if random.random() < 0.3:
        text += random.choice(["", ".", "-", "_"]) + random.choice(["dev", "DEV"]) + random.choice(["", ".", "-"]) + random.choice(["", "0", "1", "12"])
    if random.random() < 0.25:
        text += "+" + random.choice([".", "-", "_"]).join(
            random.choice(["1", "2", "10", "007", "abc", "ABC", "g1a2b", "1e5", "99999", "0x10", "ubuntu"]) for _ in range(random.choice([1, 2, 3]))
        )
    if random.random() < 0.03:
        text = text.replace("1", random.choice(["x", "1..", " 1", "-", ""]), 1)
    return text


def parsed(text):
    try:
        return Version(text)
    except InvalidVersion:
        return None


for _ in range(count):
    left = version()
    right = left if random.random() < 0.1 else version()
    a, b = parsed(left), parsed(right)
    order = None if a is None or b is None else (a > b) - (a < b)
    print(json.dumps(["order", left, right, order]))

for _ in range(count):
    text = version()
    # The same numbers often, so that bounds are met.
    bound = text if random.random() < 0.3 else version()
    suffix = random.choice(["", "", "", ".*"])
    clauses = [random.choice(["==", "!=", "<", "<=", ">", ">=", "~=", "==="]) + bound + suffix]
    if random.random() < 0.2:
        clauses.append(random.choice(["<", ">="]) + version())
    specifier = ",".join(clauses)
    candidate = parsed(text)
    if candidate is None:
        continue
    try:
        inside = SpecifierSet(specifier).contains(text if "===" in specifier else candidate, prereleases=True)
    except InvalidSpecifier:
        inside = None
    print(json.dumps(["specifier", specifier, text, inside]))
