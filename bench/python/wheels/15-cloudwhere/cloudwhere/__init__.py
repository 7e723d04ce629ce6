from .imds import ImdsClient
from .provider import Credentials, resolve

__all__ = ["ImdsClient", "Credentials", "resolve"]
