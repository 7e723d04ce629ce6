from .session import get_session, Session
from . import _compat

__version__ = "1.0.4"
_compat.check()
