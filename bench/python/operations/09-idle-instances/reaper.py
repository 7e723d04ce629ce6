"""Stops instances that idled for a day, all regions in parallel."""
import logging
import os
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import datetime, timedelta, timezone

import boto3

log = logging.getLogger(__name__)
DRY = os.environ.get("DRY_RUN", "yes") == "yes"


def regions():
    return [r["RegionName"] for r in boto3.client("ec2").describe_regions()["Regions"]]


def cpu(cw, instance_id):
    now = datetime.now(timezone.utc)
    stats = cw.get_metric_statistics(
        Namespace="AWS/EC2",
        MetricName="CPUUtilization",
        Dimensions=[dict(Name="InstanceId", Value=instance_id)],
        StartTime=now - timedelta(days=1),
        EndTime=now,
        Period=3600,
        Statistics=["Maximum"],
    )
    return max((d["Maximum"] for d in stats["Datapoints"]), default=None)


def sweep(region):
    # clients are thread safe, sessions are not
    session = boto3.Session(region_name=region)
    ec2, cw = session.resource("ec2"), session.client("cloudwatch")
    stopped = []
    running = ec2.instances.filter(
        Filters=[
            {"Name": "instance-state-name", "Values": ["running"]},
            {"Name": "tag:autostop", "Values": ["true"]},
        ]
    )
    for inst in running:
        peak = cpu(cw, inst.id)
        if peak is not None and peak < 3.0:
            if not DRY:
                inst.stop()
                inst.create_tags(Tags=[{"Key": "stopped-by", "Value": "reaper"}])
            stopped.append(inst.id)
    return stopped


def terminate_all(region):
    ec2 = boto3.resource("ec2", region_name=region)
    for i in ec2.instances.all():
        i.terminate()
        i.wait_until_terminated()


def lambda_handler(event, context):
    report = {}
    with ThreadPoolExecutor(max_workers=8) as pool:
        jobs = {pool.submit(sweep, r): r for r in regions()}
        for job in as_completed(jobs):
            try:
                report[jobs[job]] = job.result()
            except Exception:
                log.exception("region %s failed", jobs[job])
    return report
