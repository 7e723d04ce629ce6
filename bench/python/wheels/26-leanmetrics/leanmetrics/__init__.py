from .client import Metrics
from .version import __version__

__all__ = ["Metrics", "__version__"]
