from ._data import ICONS
from .icons import names, svg, write_png

__all__ = ["ICONS", "names", "svg", "write_png"]
