from .entry import handler  # noqa: F401
