"""Prints the packages that Python's own library finds in folders, as JSON: name, version; normalised, each once."""
import importlib.metadata
import json
import re
import sys

found = set()
for distribution in importlib.metadata.distributions(path=sys.argv[1:]):
    name = distribution.metadata["Name"]
    found.add((re.sub(r"[-_.]+", "-", name).lower(), distribution.version))
print(json.dumps(sorted(found)))
