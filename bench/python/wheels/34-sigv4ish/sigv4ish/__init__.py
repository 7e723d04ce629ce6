from .signer import Credentials, Signer
from .http import SignedClient

__all__ = ["Credentials", "Signer", "SignedClient"]
