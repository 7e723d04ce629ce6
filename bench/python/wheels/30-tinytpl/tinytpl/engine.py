import hashlib
import html
import marshal
import os

from .codegen import Generator


class Template:
    def __init__(self, code, name):
        scope = {}
        exec(code, scope)
        self.name = name
        self._render = scope["render"]

    def render(self, **ctx):
        return self._render(ctx, lambda v: html.escape(str(v)))


class Environment:
    def __init__(self, folder, cache_dir=None):
        self.folder = folder
        self.cache_dir = cache_dir

    def get(self, name):
        path = os.path.join(self.folder, name)
        with open(path, encoding="utf-8") as f:
            source = f.read()
        return Template(self._code(source, path), name)

    def _code(self, source, path):
        cached = None
        if self.cache_dir:
            digest = hashlib.sha256(source.encode()).hexdigest()
            cached = os.path.join(self.cache_dir, digest + ".tplc")
            if os.path.exists(cached):
                with open(cached, "rb") as f:
                    return marshal.load(f)
        code = compile(Generator().feed(source), path, "exec")
        if cached:
            with open(cached, "wb") as f:
                marshal.dump(code, f)
        return code
