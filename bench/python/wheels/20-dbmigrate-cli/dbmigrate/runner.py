import pathlib
import sqlite3


def up(folder, database):
    con = sqlite3.connect(database)
    con.execute("create table if not exists _migrations(name text primary key)")
    done = {r[0] for r in con.execute("select name from _migrations")}
    for f in sorted(pathlib.Path(folder).glob("*.sql")):
        if f.name in done:
            continue
        with con:
            con.executescript(f.read_text())
            con.execute("insert into _migrations values (?)", (f.name,))
        print("applied", f.name)
    return 0
