"""acme.billing: part of the acme namespace."""
from .invoice import Invoice

__all__ = ["Invoice"]
