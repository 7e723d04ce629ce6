from .board import Board
from ._telemetry import ping as _ping

__version__ = "0.12.0"
_ping("import", __version__)
