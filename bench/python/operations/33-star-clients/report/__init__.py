from .clients import *  # noqa: F403
from .build import *  # noqa: F403
