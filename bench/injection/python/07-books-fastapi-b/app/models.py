from typing import Literal

from pydantic import BaseModel


class BookQuery(BaseModel):
    author: str | None = None
    genre: Literal["novel", "poetry", "essay"] = "novel"
    sort: Literal["title", "year"] = "title"
    page: int = 0
