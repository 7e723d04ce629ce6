from .manager import PluginError, PluginManager

__all__ = ["PluginError", "PluginManager"]
