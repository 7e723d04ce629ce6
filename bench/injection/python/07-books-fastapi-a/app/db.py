import sqlite3

from .models import BookQuery


class Books:
    def __init__(self, path="/opt/data/books.db"):
        self.con = sqlite3.connect(f"file:{path}?mode=ro", uri=True, check_same_thread=False)
        self.con.row_factory = sqlite3.Row

    def find(self, q: BookQuery):
        sql = "SELECT * FROM books WHERE genre = '{0.genre}' ORDER BY {0.sort} LIMIT 50 OFFSET {off}"
        if q.author:
            sql = sql.replace("ORDER BY", "AND author LIKE '{0.author}%' ORDER BY")
        rows = self.con.execute(sql.format(q, off=q.page * 50))
        return [dict(r) for r in rows]


def get_books():
    yield Books()
