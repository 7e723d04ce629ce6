# Starts a handler as Lambda does, calls it once, and prints the files of all modules that are loaded below a folder.
# Usage: python -I -S loaded.py FOLDER HANDLER EVENT
import importlib, json, os, site, sys

folder, handler, event = sys.argv[1:]
sys.path.insert(0, folder)
site.addsitedir(folder)
os.chdir(folder)
for name in ("AWS_DEFAULT_REGION", "AWS_REGION"):
    os.environ[name] = "eu-west-1"
os.environ.update({"POWERTOOLS_METRICS_NAMESPACE": "x", "AWS_XRAY_SDK_ENABLED": "false", "POWERTOOLS_TRACE_DISABLED": "true"})
module_name, function = handler.rsplit(".", 1)
module = importlib.import_module(module_name.replace("/", "."))
error = None
atStart = set(sys.modules)
try:
    getattr(module, function)(json.loads(event), None)
except Exception as failure:
    error = repr(failure)


def files_of(names):
    found = {getattr(sys.modules.get(name), "__file__", None) for name in names}
    return sorted(os.path.relpath(path, folder) for path in found if path and path.startswith(folder + "/"))


print("\n" + json.dumps({"error": error, "start": files_of(atStart), "all": files_of(list(sys.modules))}))
