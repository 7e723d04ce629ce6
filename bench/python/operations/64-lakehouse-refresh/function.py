import datetime
import os

from refresh.catalog import Catalog
from refresh.clients import Aws
from refresh.queries import Runner

DATABASE = os.environ.get("DATABASE", "lake")
LANDING = os.environ.get("LANDING", "landing-zone")


def build():
    aws = Aws()
    return aws, Runner(aws, os.environ.get("WORKGROUP", "primary")), Catalog(aws, DATABASE)


def landed_days(aws, table):
    days = set()
    kwargs = {"Bucket": LANDING, "Prefix": f"{table}/day=", "Delimiter": "/"}
    while True:
        listing = aws.storage.list_objects_v2(**kwargs)
        for prefix in listing.get("CommonPrefixes", []):
            days.add(prefix["Prefix"].rstrip("/").rpartition("=")[2])
        if not listing.get("IsTruncated"):
            return days
        kwargs["ContinuationToken"] = listing["NextContinuationToken"]


def lambda_handler(event, _context):
    aws, runner, catalog = build()
    table = event["table"]
    added = [d for d in sorted(landed_days(aws, table) - catalog.days(table)) if catalog.add_day(table, d)]
    if event.get("crawler"):
        catalog.crawl(event["crawler"])
    today = datetime.date.today().isoformat()
    done = runner.finish(runner.submit(f"SELECT day, count(*) n FROM {table} GROUP BY day", DATABASE))
    counts = {r["day"]: int(r["n"]) for r in runner.rows(done["QueryExecutionId"])}
    return {"added": added, "today": counts.get(today, 0), "days": len(counts)}
