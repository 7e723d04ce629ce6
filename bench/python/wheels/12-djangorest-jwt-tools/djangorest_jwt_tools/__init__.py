from .tokens import peek
