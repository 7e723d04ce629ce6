"""doctester FILE... : runs Python scripts and the code blocks of Markdown files as tests."""
import argparse
import io
import os
import re
import runpy
import subprocess
import sys
import traceback
from contextlib import redirect_stdout

FENCE = re.compile(r"^```python\n(.*?)^```$", re.M | re.S)


def run_markdown(path):
    with open(path, encoding="utf-8") as f:
        text = f.read()
    scope = {"__name__": "__doctest__", "__file__": path}
    for n, block in enumerate(FENCE.findall(text), 1):
        code = compile(block, f"{path}#{n}", "exec")
        exec(code, scope)


def run_script(path, isolate):
    if isolate:
        return subprocess.run([sys.executable, "-I", path], env={**os.environ, "DOCTESTER": "1"}).returncode
    sys.argv = [path]
    runpy.run_path(path, run_name="__main__")
    return 0


def evaluate(expression, scope):
    return eval(expression, {"__builtins__": {}}, scope)


def main(argv=None):
    ap = argparse.ArgumentParser(prog="doctester")
    ap.add_argument("files", nargs="+")
    ap.add_argument("--isolate", action="store_true")
    ap.add_argument("-k", metavar="EXPR", default="True", help="expression over `name`")
    args = ap.parse_args(argv)
    failed = 0
    for path in args.files:
        if not evaluate(args.k, {"name": path}):
            continue
        out = io.StringIO()
        try:
            with redirect_stdout(out):
                if path.endswith(".md"):
                    run_markdown(path)
                else:
                    failed += bool(run_script(path, args.isolate))
        except Exception:
            failed += 1
            sys.stderr.write(out.getvalue())
            traceback.print_exc()
    return 1 if failed else 0
