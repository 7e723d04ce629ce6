from dataclasses import dataclass, field
from typing import List

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

_ser, _de = TypeSerializer(), TypeDeserializer()


@dataclass
class Line:
    sku: str
    quantity: int

    def reserve(self, table):
        return {
            "Update": {
                "TableName": table,
                "Key": {"sku": _ser.serialize(self.sku)},
                "UpdateExpression": "SET stock = stock - :n",
                "ConditionExpression": "stock >= :n",
                "ExpressionAttributeValues": {":n": _ser.serialize(self.quantity)},
            }
        }


@dataclass
class Order:
    id: str
    lines: List[Line] = field(default_factory=list)
    state: str = "NEW"

    @classmethod
    def parse(cls, raw):
        return cls(raw["id"], [Line(l["sku"], int(l["quantity"])) for l in raw.get("lines", [])])

    @classmethod
    def thaw(cls, item):
        plain = {k: _de.deserialize(v) for k, v in item.items()}
        return cls(plain["id"], [], plain.get("state", "NEW"))

    def freeze(self):
        return {"id": _ser.serialize(self.id), "state": _ser.serialize(self.state)}
