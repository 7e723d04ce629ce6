from .lookup import country, timezone

__all__ = ["country", "timezone"]
