from json import dumps, loads  # noqa
from .core import *
