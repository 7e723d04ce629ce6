import concurrent.futures
import os
import threading
import time
from collections import ChainMap, defaultdict

import boto3

REGIONS = os.environ.get("REGIONS", "eu-west-1,us-east-1").split(",")
local = threading.local()


def session():
    if not hasattr(local, "session"):
        local.session = boto3.session.Session()
    return local.session


def until(check, wanted, tries=30, pause=2):
    for _ in range(tries):
        if (last := check()) in wanted:
            return last
        time.sleep(pause)
    raise TimeoutError(last)


def snapshot(region):
    ec2 = session().resource("ec2", region_name=region)
    made = []
    for volume in ec2.volumes.filter(Filters=[{"Name": "tag:backup", "Values": ["yes"]}]):
        copy = volume.create_snapshot(Description=f"nightly {volume.id}")
        copy.create_tags(Tags=[{"Key": "by", "Value": "fleet"}])
        made.append(copy)
    for copy in made:
        copy.wait_until_completed()
    return {region: [copy.id for copy in made]}


def instances(region):
    client = session().client("ec2", region_name=region)

    def state(name):
        found = client.describe_instance_status(InstanceIds=[name], IncludeAllInstances=True)
        return found["InstanceStatuses"][0]["InstanceState"]["Name"]

    def start(name):
        client.start_instances(InstanceIds=[name])
        return until(lambda: state(name), {"running"})

    return start


class Reporter(threading.Thread):
    def __init__(self, rows):
        super().__init__()
        self.rows = rows

    def run(self):
        client = session().client("securityhub")
        client.batch_import_findings(Findings=self.rows)


def old_reporter(rows):
    threading.Thread(target=session().client("inspector2").list_findings, kwargs={}).start()


def handler(event, context):
    totals = defaultdict(list)
    with concurrent.futures.ThreadPoolExecutor() as pool:
        maps = list(pool.map(snapshot, REGIONS))
        waiting = [pool.submit(instances(r), name) for r, name in event.get("start", {}).items()]
        for each in concurrent.futures.as_completed(waiting):
            totals[each.result()].append(1)
    timer = threading.Timer(0, boto3.client("sns").publish, kwargs={"TopicArn": os.environ["TOPIC"], "Message": "done"})
    timer.start()
    reporter = Reporter([{"Id": k} for k in ChainMap(*maps)])
    reporter.start()
    reporter.join()
    timer.join()
