from .basket import handler as handler
