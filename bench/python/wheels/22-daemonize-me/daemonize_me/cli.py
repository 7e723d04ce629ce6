import argparse
import shlex
import sys

from .backends import Cron, Systemd


def main(argv=None):
    ap = argparse.ArgumentParser(description="Install a command as a background service of the current user.")
    ap.add_argument("action", choices=["install", "uninstall", "status"])
    ap.add_argument("name")
    ap.add_argument("command", nargs=argparse.REMAINDER)
    ap.add_argument("--cron", metavar="SCHEDULE")
    a = ap.parse_args(argv)
    backend = Cron(a.cron) if a.cron else Systemd()
    if a.action == "install":
        if not a.command:
            ap.error("install needs a command")
        print("Will run:", shlex.join(a.command))
        backend.install(a.name, a.command)
    else:
        getattr(backend, a.action)(a.name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
