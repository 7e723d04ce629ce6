from .lambda_function import lambda_handler

__all__ = ["lambda_handler"]
