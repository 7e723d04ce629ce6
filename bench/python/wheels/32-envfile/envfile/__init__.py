from .parser import dotenv_values, load_dotenv, find_dotenv, set_key

__all__ = ["dotenv_values", "load_dotenv", "find_dotenv", "set_key"]
