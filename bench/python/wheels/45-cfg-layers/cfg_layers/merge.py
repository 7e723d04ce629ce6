from cfg_layers import trace
from cfg_layers.context import runtime_context


def merge(*layers):
    out = {}
    for layer in layers:
        for k, v in layer.items():
            out[k] = merge(out[k], v) if isinstance(v, dict) and isinstance(out.get(k), dict) else v
    trace.note(runtime_context())
    return out
