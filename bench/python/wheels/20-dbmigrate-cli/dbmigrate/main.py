import argparse
import sys

from . import __version__, runner, selfupdate


def run():
    p = argparse.ArgumentParser(prog="dbmigrate")
    p.add_argument("--version", action="version", version=__version__)
    sub = p.add_subparsers(dest="cmd", required=True)
    up = sub.add_parser("up")
    up.add_argument("folder")
    up.add_argument("--database", required=True)
    sub.add_parser("self-update").add_argument("-y", "--yes", action="store_true")
    a = p.parse_args()
    if a.cmd == "up":
        sys.exit(runner.up(a.folder, a.database))
    sys.exit(selfupdate.update(assume_yes=a.yes))
