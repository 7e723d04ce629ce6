import importlib.util
import logging
import types
from importlib import metadata

log = logging.getLogger("taskloom")


class Registry:
    def __init__(self):
        self.tasks = {}

    def task(self, fn):
        self.tasks[fn.__name__.replace("_", "-")] = fn
        return fn

    def from_entry_points(self, group):
        for ep in metadata.entry_points(group=group):
            try:
                ep.load()(self)
            except Exception:
                log.exception("plugin %s failed", ep.name)

    def from_folder(self, folder):
        for file in sorted(folder.glob("*.py")):
            spec = importlib.util.spec_from_file_location(f"_loom_{file.stem}", file)
            mod = importlib.util.module_from_spec(spec)
            mod.task = self.task
            spec.loader.exec_module(mod)

    def from_taskfile(self, path):
        if not path.exists():
            return
        code = compile(path.read_text(), str(path), "exec")
        ns = types.ModuleType("loomfile").__dict__
        ns["task"] = self.task
        exec(code, ns)
