from pydantic import BaseModel


class BookQuery(BaseModel):
    author: str | None = None
    genre: str = "novel"
    sort: str = "title"
    page: int = 0
