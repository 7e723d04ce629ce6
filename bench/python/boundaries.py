"""Prints, for each record of an OSV export of PyPI, versions around its bounds and whether the record affects them.

Judges with `packaging` alone, from the records themselves: https://ossf.github.io/osv-schema/#evaluation
"""
import functools
import json
import re
import sys
import zipfile

from packaging.version import InvalidVersion, Version


@functools.cache
def parsed(text):
    try:
        return Version(text)
    except InvalidVersion:
        return None


def normalised(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def around(text):
    yield text
    if parsed(text) is None:
        return
    public = str(Version(text).public)
    for suffix in (".post1", ".dev0", "rc1", "a1", ".1", "+local"):
        if parsed(public + suffix) is not None:
            yield public + suffix


def in_range(version, events):
    known = []
    for event in events:
        for kind, bound in event.items():
            if kind == "limit":
                continue
            known.append((kind, None if bound == "0" else parsed(bound)))
            if bound != "0" and known[-1][1] is None:
                return None
    # None stands for the beginning. What closes at a version after what opens there, if it still affects it.
    known.sort(key=lambda each: (each[1] is not None, each[1] or Version("0"), each[0] == "last_affected"))
    affected = False
    for kind, bound in known:
        if kind == "introduced" and (bound is None or version >= bound):
            affected = True
        elif kind == "fixed" and version >= bound:
            affected = False
        elif kind == "last_affected" and version > bound:
            affected = False
    return affected


def judge(text, objects):
    version = parsed(text)
    answers = []
    for each in objects:
        if text in each["texts"] or (version is not None and version in each["listed"]):
            return True
        for bounds in each.get("ranges", []):
            if bounds["type"] == "ECOSYSTEM" and version is not None:
                answers.append(in_range(version, bounds["events"]))
    if version is None:
        return None
    return True if True in answers else None if None in answers else False


archive = zipfile.ZipFile(sys.argv[1])
for entry in archive.namelist():
    record = json.loads(archive.read(entry))
    if "withdrawn" in record:
        continue
    by_name = {}
    for each in record.get("affected", []):
        if each.get("package", {}).get("ecosystem") == "PyPI":
            by_name.setdefault(normalised(each["package"]["name"]), []).append(each)
    for name, objects in by_name.items():
        for each in objects:
            each["texts"] = set(each.get("versions", []))
            each["listed"] = {parsed(text) for text in each["texts"]} - {None}
        texts = {"0", "0.dev0", "9999"}
        for each in objects:
            listed = each.get("versions", [])
            texts.update(listed[:10] + listed[-10:])
            for bounds in each.get("ranges", []):
                if bounds["type"] == "ECOSYSTEM":
                    for event in bounds["events"]:
                        for bound in event.values():
                            texts.update(around(bound))
        for text in sorted(texts):
            print(json.dumps([record["id"], name, text, judge(text, objects)]))
