import os
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import datetime, timedelta, timezone
from threading import local

import boto3

_tls = local()
QUERIES = {
    "errors": "fields @timestamp, @message | filter @message like /ERROR/ | stats count() as n",
    "timeouts": "filter @message like /Task timed out/ | stats count() as n",
    "slow": "filter @type = 'REPORT' | stats pct(@duration, 99) as n",
}
POLL = float(os.environ.get("POLL", "1"))


def per_thread(service):
    """boto3 sessions are not to be shared between threads."""
    session = getattr(_tls, "session", None)
    if session is None:
        session = _tls.session = boto3.session.Session()
    made = _tls.__dict__.setdefault("made", {})
    if service not in made:
        made[service] = session.client(service)
    return made[service]


def groups(prefix):
    logs = per_thread("logs")
    pages = logs.get_paginator("describe_log_groups").paginate(logGroupNamePrefix=prefix)
    return [g["logGroupName"] for p in pages for g in p["logGroups"]]


def ask(group, query, span):
    logs = per_thread("logs")
    end = datetime.now(timezone.utc)
    started = logs.start_query(
        logGroupName=group,
        startTime=int((end - span).timestamp()),
        endTime=int(end.timestamp()),
        queryString=query,
    )["queryId"]
    deadline = time.monotonic() + 10 * POLL
    while time.monotonic() < deadline:
        answer = logs.get_query_results(queryId=started)
        if answer["status"] in ("Complete", "Failed", "Cancelled"):
            return answer
        time.sleep(POLL)
    logs.stop_query(queryId=started)
    return {"status": "Timeout", "results": []}


def number(answer):
    for row in answer["results"]:
        for cell in row:
            if cell["field"] == "n":
                return float(cell["value"])
    return 0.0


def survey(group, span):
    return group, {name: number(ask(group, text, span)) for name, text in QUERIES.items()}


def publish(found):
    data = [
        {"MetricName": name, "Value": value, "Dimensions": [{"Name": "group", "Value": group}]}
        for group, values in found.items()
        for name, value in values.items()
    ]
    cw = per_thread("cloudwatch")
    for i in range(0, len(data), 100):
        cw.put_metric_data(Namespace="Insights", MetricData=data[i : i + 100])


def alarm_on(group):
    per_thread("cloudwatch").put_metric_alarm(
        AlarmName=group, MetricName="errors", Namespace="Insights", Period=300, EvaluationPeriods=1,
        Threshold=1, ComparisonOperator="GreaterThanThreshold", Statistic="Sum",
    )


def export(group, bucket):
    now = int(time.time() * 1000)
    logs = per_thread("logs")
    task = logs.create_export_task(logGroupName=group, fromTime=now - 86_400_000, to=now, destination=bucket)
    return logs.describe_export_tasks(taskId=task["taskId"])["exportTasks"][0]


def trim(group, days):
    per_thread("logs").put_retention_policy(logGroupName=group, retentionInDays=days)


def handler(event, context):
    span = timedelta(minutes=int(event.get("minutes", 15)))
    names = groups(event.get("prefix", "/aws/lambda/"))
    found = {}
    with ThreadPoolExecutor(max_workers=4) as pool:
        waiting = [pool.submit(survey, n, span) for n in names]
        for done in as_completed(waiting):
            group, values = done.result()
            found[group] = values
    publish(found)
    if "keep" in event:
        list(map(lambda n: trim(n, event["keep"]), names))
    return found
