"""Extra field types."""
from decimal import Decimal


class Money(Decimal):
    def __repr__(self):
        return f"Money('{self}')"


def cents(value):
    return Money(int(value)) / 100
