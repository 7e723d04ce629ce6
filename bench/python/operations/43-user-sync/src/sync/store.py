from __future__ import annotations

from typing import TYPE_CHECKING, Any

from boto3.dynamodb.types import TypeSerializer
from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class ProfileStore:
    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._ddb = client
        self._table = table
        self._ser = TypeSerializer()

    def upsert(self, user_id: str, values: dict[str, Any]) -> bool:
        names = {f"#{i}": k for i, k in enumerate(values)}
        vals = {f":{i}": self._ser.serialize(v) for i, v in enumerate(values.values())}
        expr = ", ".join(f"#{i} = :{i}" for i in range(len(values)))
        try:
            self._ddb.update_item(
                TableName=self._table,
                Key={"id": {"S": user_id}},
                UpdateExpression=f"SET {expr}",
                ExpressionAttributeNames=names,
                ExpressionAttributeValues=vals,
            )
        except ClientError as err:
            if err.response["Error"]["Code"] == "ConditionalCheckFailedException":
                return False
            raise
        return True
