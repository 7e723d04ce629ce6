from .style import paint, strip
from ._tables import PALETTE

__all__ = ["paint", "strip", "PALETTE"]
