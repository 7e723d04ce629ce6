from .cache import cached
