from boto3.dynamodb.types import TypeDeserializer

from inventory.alerts import reorder
from inventory.repo import StockRepository

stock = StockRepository()
_de = TypeDeserializer().deserialize


def handler(event, context):
    moves, fresh = [], []
    for r in event["Records"]:
        img = {k: _de(v) for k, v in r["dynamodb"].get("NewImage", {}).items()}
        if r["eventName"] == "INSERT":
            fresh.append(img)
        elif r["eventName"] == "MODIFY" and "moved_to" in img:
            moves.append(img)
    stock.save_all(fresh)
    for m in moves:
        stock.move(m["sku"], m["place"], m["moved_to"], int(m["n"]))
    low = [i["sku"] for i in stock.load_many([m["sku"] for m in moves]) if i["count"] < 5]
    reorder(low)
    return {"batchItemFailures": []}
