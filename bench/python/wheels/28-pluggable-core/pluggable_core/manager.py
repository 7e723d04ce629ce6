from __future__ import annotations

import importlib
import importlib.util
import os
import pkgutil
import sys
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType


class PluginError(Exception):
    pass


class PluginManager:
    def __init__(self, group: str) -> None:
        self.group = group
        self.plugins: dict[str, object] = {}

    def load_entry_points(self) -> None:
        for ep in entry_points(group=self.group):
            self.register(ep.name, ep.load())

    def load_namespace(self, package: str) -> None:
        ns = importlib.import_module(package)
        for info in pkgutil.iter_modules(ns.__path__, ns.__name__ + "."):
            self.register(info.name, importlib.import_module(info.name))

    def load_dir(self, folder: str | os.PathLike[str]) -> None:
        for path in sorted(Path(folder).glob("*.py")):
            if not path.name.startswith("_"):
                self.register(path.stem, self._from_file(path))

    def load_env(self) -> None:
        for name in filter(None, os.environ.get("PLUGGABLE_PLUGINS", "").split(",")):
            self.register(name, __import__(name, fromlist=["*"]))

    def _from_file(self, path: Path) -> ModuleType:
        name = f"_pluggable_{path.stem}"
        spec = importlib.util.spec_from_file_location(name, path)
        if spec is None or spec.loader is None:
            raise PluginError(f"cannot load {path}")
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        return module

    def register(self, name: str, plugin: object) -> None:
        if name in self.plugins:
            raise PluginError(f"{name} registered twice")
        self.plugins[name] = plugin
