"""Reads lists of releases, and what wheels record about their files, from the package index that pip is configured for.

    python3 read-python-releases.py releases      names on standard input, a JSON line for each on standard output
    python3 read-python-releases.py files CACHE   lines "name version" on standard input; writes CACHE/name-version.json

Uses pip's own session, so index, certificates and proxies are pip's. Of a wheel only the parts that are needed are requested:
its list of files, modules that may hold the version, and of libraries the identity of their code. One request at a time.
"""
import base64
import csv
import hashlib
import io
import json
import os
import re
import struct
import sys
import time
import zipfile
from urllib.parse import urljoin

from pip._internal.commands import create_command
from pip._internal.models.wheel import Wheel
from pip._internal.network.lazy_wheel import HTTPRangeRequestUnsupported, LazyZipOverHTTP
from pip._vendor.packaging.utils import canonicalize_name
from pip._vendor.packaging.version import InvalidVersion, Version

PAUSE_SECONDS = 0.05
JSON_PAGE = "application/vnd.pypi.simple.v1+json"
# A module that may hold its package's version is small.
MAX_VERSION_FILE = 20_000
# A package that is one module is larger.
MAX_SINGLE_MODULE = 200_000
VERSION_FILE = re.compile(r"(?:^|/)(?:__init__|_?version|__version__|_?_?about_?_?)\.py$")
TEST_FOLDER = re.compile(r"(?:^|/)(?:tests?|testing)/")
LIBRARY = re.compile(r"^[^/]+\.libs/[^/]*-[0-9a-f]{8}[^/]*\.so[.\d]*$")
# Wheels of one release for several Pythons: these first.
PYTHONS = ["cp312", "cp313", "cp311", "cp310", "cp39", "cp314", "cp38", "cp37", "py3", "py2.py3"]
# The start of a GNU build id: lengths of name and id, type 3, "GNU".
BUILD_ID = re.compile(rb"\x04\0\0\0([\x08-\x40])\0\0\0\x03\0\0\0GNU\0")
HEAD = 8192
# Bytes of one request where whole libraries are read, and wheels of one machine.
LIBRARY_CHUNK = 512 * 1024
MOST_WHEELS = 4


class Index:
    def __init__(self, session, base):
        self.session, self.base = session, base

    def page(self, name):
        time.sleep(PAUSE_SECONDS)
        response = self.session.get(f"{self.base}/{name}/", headers={"Accept": JSON_PAGE})
        response.raise_for_status()
        return response.url, response.json()

    def open_wheel(self, url, chunk=10_240):
        time.sleep(PAUSE_SECONDS)
        try:
            return zipfile.ZipFile(LazyZipOverHTTP(url, self.session, chunk))
        except HTTPRangeRequestUnsupported:
            response = self.session.get(url)
            response.raise_for_status()
            return zipfile.ZipFile(io.BytesIO(response.content))


def wheels_of(page, page_url):
    """Wheels by version, as pip parses their names."""
    found = {}
    for file in page["files"]:
        name = file["filename"]
        if not name.endswith(".whl"):
            continue
        try:
            wheel = Wheel(name)
            version = str(Version(wheel.version))
        except Exception:
            continue
        found.setdefault(version, []).append((wheel, urljoin(page_url, file["url"]), file.get("upload-time", "")))
    return found


def is_pure(wheel):
    return wheel.abis == ["none"] and wheel.plats == ["any"]


def python_rank(wheel):
    ranks = [PYTHONS.index(each) for each in wheel.pyversions if each in PYTHONS]
    return min(ranks, default=99)


def linux(wheels, machine):
    pattern = re.compile(rf"manylinux.*_{machine}$")
    fitting = [each for each in wheels if any(pattern.search(plat) for plat in each[0].plats)]
    return sorted(fitting, key=lambda each: (python_rank(each[0]), each[0].filename))


def chosen(wheels):
    """The wheel whose files count, then others of the same release that may differ from it."""
    pure = sorted((each for each in wheels if is_pure(each[0])), key=lambda each: (python_rank(each[0]), each[0].filename))
    if pure:
        return pure[:1]
    return linux(wheels, "x86_64") + linux(wheels, "aarch64")


def recorded(archive):
    """Files of a wheel with hash and size, below the folder that they are installed into."""
    record = next(name for name in archive.namelist() if re.fullmatch(r"[^/]+\.dist-info/RECORD", name))
    files = {}
    for row in csv.reader(io.StringIO(archive.read(record).decode("utf8", "replace"))):
        if len(row) < 3 or not row[1].startswith("sha256="):
            continue
        path = re.sub(r"^[^/]+\.data/(?:purelib|platlib)/", "", row[0])
        digest = base64.urlsafe_b64decode(row[1][7:] + "=" * (-len(row[1][7:]) % 4)).hex()[:16]
        if ".data/" not in path and not TEST_FOLDER.search(path):
            files[path] = (row[0], digest, int(row[2] or 0))
    return files


def section_bytes(data):
    """Bytes of .text and .rodata of a library, one after the other; of none where they cannot be read."""
    if data[:6] != b"\x7fELF\x02\x01":
        return b""
    (start,) = struct.unpack_from("<Q", data, 40)
    size, count, names_at = struct.unpack_from("<HHH", data, 58)
    headers = [struct.unpack_from("<IIQQQQ", data, start + at * size) for at in range(count)]
    names = headers[names_at]
    parts = []
    for name, _kind, _flags, _address, offset, length in headers:
        text = data[names[4] + name : data.index(b"\0", names[4] + name)]
        if text in (b".text", b".rodata"):
            parts.append(data[offset : offset + length])
    return b"".join(parts)


def code_identity(archive, member):
    """Hex of 8 bytes that survive `strip`: of the build id, else of a hash of the code."""
    with archive.open(member) as file:
        head = file.read(HEAD)
        found = BUILD_ID.search(head)
        if found:
            length = found.group(1)[0]
            return head[found.end() : found.end() + length][:8].hex()
        data = head + file.read()
    code = section_bytes(data)
    return hashlib.sha256(code).hexdigest()[:16] if code else None


def module_path(path):
    """`pkg/_mod.cpython-312-x86_64-linux-gnu.so` as `pkg/_mod.so`."""
    folder, _, base = path.rpartition("/")
    return (folder + "/" if folder else "") + base.split(".")[0] + ".so"


def may_hold_version(path, size):
    if "/" not in path:
        return path.endswith(".py") and 0 < size <= MAX_SINGLE_MODULE
    return bool(VERSION_FILE.search(path)) and path.count("/") <= 2 and 0 < size <= MAX_VERSION_FILE


def release_files(index, wheels):
    first, *others = chosen(wheels)
    archive = index.open_wheel(first[1])
    files = recorded(archive)
    sources = {path: [digest, size] for path, (_, digest, size) in files.items() if path.endswith(".py")}
    texts = {}
    for path, (member, _, size) in files.items():
        if may_hold_version(path, size):
            texts[path] = archive.read(member).decode("utf8", "replace")
    native = [path for path in files if path.endswith(".so") and not LIBRARY.match(path)]
    # Some builds write their own circumstances into sources: a wheel of another machine and Python shows which.
    unstable = set()
    if native:
        for other in [each for each in others if each[0].pyversions != first[0].pyversions][-1:]:
            theirs = recorded(index.open_wheel(other[1]))
            unstable = {path for path, [digest, _] in sources.items() if path in theirs and theirs[path][1] != digest}
    return {
        "sources": {path: fact for path, fact in sorted(sources.items()) if path not in unstable},
        "modules": sorted({module_path(path) for path in native}),
        "libraries": sorted(path for path in files if LIBRARY.match(path)),
        "texts": texts,
        "uploaded": first[2],
    }


def library_identities(index, wheels):
    """Identities of the native modules of wheels for the newest Pythons."""
    found = {}
    for _, url, _ in linux(wheels, "x86_64")[:MOST_WHEELS] + linux(wheels, "aarch64")[:MOST_WHEELS]:
        archive = index.open_wheel(url, LIBRARY_CHUNK)
        for path, (member, _, _) in recorded(archive).items():
            identity = path.endswith(".so") and not LIBRARY.match(path) and code_identity(archive, member)
            if identity:
                found.setdefault(module_path(path), set()).add(identity)
    return {path: sorted(ids) for path, ids in sorted(found.items())}


def run_releases(index):
    for name in sys.stdin.read().split():
        url, page = index.page(canonicalize_name(name))
        wheels = wheels_of(page, url)
        versions = []
        for text in page.get("versions") or wheels:
            try:
                versions.append(str(Version(text)))
            except InvalidVersion:
                continue
        readable = {version: min(each[2] for each in some) for version, some in wheels.items() if chosen(some)}
        print(json.dumps({"name": name, "published": sorted(set(versions), key=Version), "wheels": readable}), flush=True)


def run_files(index, cache):
    wanted = {}
    for line in sys.stdin:
        name, version, *flags = line.split()
        path = os.path.join(cache, f"{name}-{version}{'-identities' if flags else ''}.json")
        if not os.path.exists(path):
            wanted.setdefault(name, []).append((version, path, bool(flags)))
    for name, releases in wanted.items():
        url, page = index.page(canonicalize_name(name))
        wheels = wheels_of(page, url)
        for version, path, is_identities in releases:
            try:
                read = library_identities if is_identities else release_files
                facts = read(index, wheels[version])
            except Exception as error:
                print(f"{name} {version}: {error!r}", file=sys.stderr, flush=True)
                continue
            with open(path + ".new", "w") as file:
                json.dump(facts, file, sort_keys=True)
            os.replace(path + ".new", path)
        print(f"{name}: {len(releases)}", file=sys.stderr, flush=True)


command = create_command("download")
options, _ = command.parse_args(["--no-deps", "unused"])
with command.main_context():
    session = command.get_default_session(options)
    base = command._build_package_finder(options, session).search_scope.index_urls[0].rstrip("/")
    if sys.argv[1] == "releases":
        run_releases(Index(session, base))
    else:
        run_files(Index(session, base), sys.argv[2])
