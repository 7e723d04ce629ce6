import datetime
import os

from .clients import *  # noqa: F403

STATES = "SUCCEEDED", "FAILED", "CANCELLED"


def query(sql, poll=None):
    run = athena.start_query_execution(  # noqa: F405
        QueryString=sql, ResultConfiguration={"OutputLocation": f"s3://{bucket.name}/athena/"}  # noqa: F405
    )["QueryExecutionId"]
    poll = poll or (lambda: athena.get_query_execution(QueryExecutionId=run))  # noqa: F405
    while (state := poll()["QueryExecution"]["Status"]["State"]) not in STATES:
        pass
    return run, state


def remember(kind, run, state):
    table(kind).put_item(Item={"run": run, "state": state})  # noqa: F405


def refresh(dataset):
    quicksight.create_ingestion(  # noqa: F405
        AwsAccountId=os.environ["ACCOUNT"], DataSetId=dataset, IngestionId=datetime.date.today().isoformat()
    )


def old(kind):
    return table(kind).scan()["Items"]  # noqa: F405
