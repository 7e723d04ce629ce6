import os

import psycopg2
from psycopg2.extras import RealDictCursor


class CustomerRepo:
    def __init__(self):
        self._con = None

    @property
    def con(self):
        if self._con is None or self._con.closed:
            self._con = psycopg2.connect(os.environ["DSN"])
        return self._con

    def by_id(self, cid):
        with self.con.cursor(cursor_factory=RealDictCursor) as cur:
            cur.execute("SELECT id, name, city FROM customers WHERE id = %s", (cid,))
            return cur.fetchone()

    def search(self, q, city=None):
        where, args = ["name ILIKE %s"], [f"%{q}%"]
        if city:
            where.append("city = %s")
            args.append(city)
        sql = "SELECT id, name, city FROM customers WHERE " + " AND ".join(where) + " LIMIT 100"
        with self.con.cursor(cursor_factory=RealDictCursor) as cur:
            cur.execute(sql, args)
            return cur.fetchall()
