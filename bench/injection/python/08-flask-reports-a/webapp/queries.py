import os
from functools import lru_cache

from sqlalchemy import create_engine, text


@lru_cache(maxsize=1)
def engine():
    return create_engine(os.environ["DATABASE_URL"], pool_size=1, pool_pre_ping=True)


def revenue(region, *, since):
    with engine().connect() as con:
        stmt = text(
            "SELECT day, sum(cents) AS cents FROM sales "
            "WHERE region = :region AND day >= :since GROUP BY day"
        ).bindparams(region=region, since=since)
        return con.execute(stmt).mappings().all()
