from cfg_layers.merge import merge
from cfg_layers.context import runtime_context

__all__ = ["merge", "runtime_context"]
