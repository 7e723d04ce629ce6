"""Tools around requests."""
from .sessions import BaseUrlSession
from .utils import user_agent
