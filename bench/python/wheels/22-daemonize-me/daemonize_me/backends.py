import shlex
import subprocess
from pathlib import Path

UNIT = """[Unit]
Description={name} (installed by daemonize-me)

[Service]
ExecStart={cmd}
Restart=on-failure

[Install]
WantedBy=default.target
"""


class Systemd:
    dir = Path("~/.config/systemd/user").expanduser()

    def _ctl(self, *args):
        subprocess.run(["systemctl", "--user", *args], check=True)

    def install(self, name, command):
        self.dir.mkdir(parents=True, exist_ok=True)
        (self.dir / f"{name}.service").write_text(UNIT.format(name=name, cmd=shlex.join(command)))
        self._ctl("daemon-reload")
        self._ctl("enable", "--now", name)

    def uninstall(self, name):
        self._ctl("disable", "--now", name)
        (self.dir / f"{name}.service").unlink()

    def status(self, name):
        self._ctl("status", name)


class Cron:
    def __init__(self, schedule):
        self.schedule = schedule

    def _read(self):
        p = subprocess.run(["crontab", "-l"], capture_output=True, text=True)
        return p.stdout.splitlines() if p.returncode == 0 else []

    def _write(self, lines):
        subprocess.run(["crontab", "-"], input="\n".join(lines) + "\n", text=True, check=True)

    def install(self, name, command):
        self.uninstall(name)
        self._write([*self._read(), f"{self.schedule} {shlex.join(command)} # daemonize-me:{name}"])

    def uninstall(self, name):
        self._write([l for l in self._read() if not l.endswith(f"# daemonize-me:{name}")])

    def status(self, name):
        print("\n".join(l for l in self._read() if name in l) or "not installed")
