from .client import UIClient
from .components import Button, Select
