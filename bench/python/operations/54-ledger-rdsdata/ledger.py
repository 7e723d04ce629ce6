from db import Tx


def transfer(src: str, dst: str, cents: int) -> None:
    with Tx() as tx:
        rows = tx.sql("select balance from account where id = :id for update", id=src)
        if rows[0][0]["longValue"] < cents:
            raise ValueError("not enough")
        tx.many(
            "update account set balance = balance + :delta where id = :id",
            [{"delta": -cents, "id": src}, {"delta": cents, "id": dst}],
        )


def handler(event, _):
    transfer(event["from"], event["to"], int(event["cents"]))
    return "done"
