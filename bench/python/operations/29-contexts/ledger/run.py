import contextlib
import os

import boto3

from .locks import Lock, Locked, client


class Accounts:
    def __init__(self, rds, arn, secret):
        self.rds, self.target = rds, {"resourceArn": arn, "secretArn": secret, "database": "ledger"}

    @contextlib.contextmanager
    def transaction(self):
        number = self.rds.begin_transaction(**self.target)["transactionId"]
        try:
            yield lambda sql, **values: self.rds.execute_statement(
                **self.target,
                transactionId=number,
                sql=sql,
                parameters=[{"name": k, "value": {"stringValue": v}} for k, v in values.items()],
            )
        except BaseException:
            self.rds.rollback_transaction(
                resourceArn=self.target["resourceArn"],
                secretArn=self.target["secretArn"],
                transactionId=number,
            )
            raise
        else:
            self.rds.commit_transaction(
                resourceArn=self.target["resourceArn"],
                secretArn=self.target["secretArn"],
                transactionId=number,
            )


def handler(event, context):
    table = boto3.resource("dynamodb").Table(os.environ["LOCKS"])
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(Lock(table, f"ledger-{event['account']}"))
        except Locked:
            return {"status": "busy"}
        rds = stack.enter_context(client("rds-data"))
        accounts = Accounts(rds, os.environ["CLUSTER"], os.environ["SECRET"])
        execute = stack.enter_context(accounts.transaction())
        execute("update balance set amount = amount + :by where account = :account", **event)
    return {"status": "done"}
