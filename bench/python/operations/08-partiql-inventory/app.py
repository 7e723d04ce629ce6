import os
import boto3
from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

ddb = boto3.client("dynamodb")
ser, de = TypeSerializer(), TypeDeserializer()
TABLE = os.environ["TABLE"]


def _params(*values):
    return [ser.serialize(v) for v in values]


def _plain(item):
    return {k: de.deserialize(v) for k, v in item.items()}


def by_warehouse(warehouse, limit=50):
    out, token = [], None
    while True:
        kw = {"NextToken": token} if token else {}
        resp = ddb.execute_statement(
            Statement=f'SELECT * FROM "{TABLE}"."wh-index" WHERE warehouse = ?',
            Parameters=_params(warehouse),
            Limit=limit,
            **kw,
        )
        out.extend(map(_plain, resp["Items"]))
        token = resp.get("NextToken")
        if not token:
            return out


def move(sku, source, target, n):
    upd = f'UPDATE "{TABLE}" SET qty = qty + ? WHERE sku = ? AND warehouse = ?'
    ddb.execute_transaction(
        TransactStatements=[
            {"Statement": upd, "Parameters": _params(-n, sku, source)},
            {"Statement": upd, "Parameters": _params(n, sku, target)},
        ]
    )
    return {"moved": n}


def bulk(rows):
    resp = ddb.batch_execute_statement(
        Statements=[
            {
                "Statement": f"INSERT INTO \"{TABLE}\" VALUE {{'sku': ?, 'warehouse': ?, 'qty': ?}}",
                "Parameters": _params(r["sku"], r["warehouse"], r["qty"]),
            }
            for r in rows
        ]
    )
    return [r["Error"] for r in resp["Responses"] if "Error" in r]


def handler(event, context):
    match event:
        case {"field": "byWarehouse", "args": {"warehouse": w}}:
            return by_warehouse(w)
        case {"field": "move", "args": {"sku": sku, "from": a, "to": b, "qty": n}}:
            return move(sku, a, b, n)
        case {"field": "bulk", "args": {"rows": rows}}:
            return bulk(rows)
        case _:
            raise ValueError("unsupported field")
