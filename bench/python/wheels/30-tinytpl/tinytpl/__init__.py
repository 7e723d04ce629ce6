from .engine import Environment, Template

__all__ = ["Environment", "Template"]
