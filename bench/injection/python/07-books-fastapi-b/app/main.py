from fastapi import Depends, FastAPI
from mangum import Mangum

from .db import Books, get_books
from .models import BookQuery

api = FastAPI(title="books")


@api.get("/books")
async def list_books(query: BookQuery = Depends(), books: Books = Depends(get_books)):
    return books.find(query)


@api.get("/health")
def health():
    return {"ok": True}


handler = Mangum(api, lifespan="off")
