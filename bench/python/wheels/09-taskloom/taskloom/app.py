import sys
from pathlib import Path

from .loader import Registry


def main():
    reg = Registry()
    reg.from_entry_points("taskloom.plugins")
    reg.from_folder(Path("loom_plugins"))
    reg.from_taskfile(Path("Loomfile"))
    name, *args = sys.argv[1:] or ["help"]
    if name == "help":
        for t in sorted(reg.tasks):
            print(t, "-", (reg.tasks[t].__doc__ or "").strip().split("\n")[0])
        return 0
    return reg.tasks[name](*args) or 0
