import argparse

from .core import shred


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("paths", nargs="+")
    ap.add_argument("-n", "--passes", type=int, default=3)
    ap.add_argument("-f", "--force", action="store_true")
    a = ap.parse_args()
    if not a.force:
        print("\n".join(a.paths))
        if input("Overwrite and delete for good? [yes/NO] ") != "yes":
            return 1
    for p in a.paths:
        shred(p, a.passes)
    return 0
