import datetime as dt

import boto3


def stop_idle(region, days):
    ec2 = boto3.resource("ec2", region_name=region)
    cutoff = dt.datetime.now(dt.timezone.utc) - dt.timedelta(days=days)
    old = [
        i for i in ec2.instances.filter(
            Filters=[
                {"Name": "tag:env", "Values": ["sandbox"]},
                {"Name": "instance-state-name", "Values": ["running", "stopped"]},
            ]
        )
        if i.launch_time < cutoff
    ]
    for inst in old:
        snapshot(inst)
        inst.terminate()
    for inst in old:
        inst.wait_until_terminated()
    return [i.id for i in old]


def snapshot(instance):
    for vol in instance.volumes.all():
        vol.create_snapshot(Description=f"before cleanup of {instance.id}")


def prune_snapshots(region, keep=5):
    ec2 = boto3.resource("ec2", region_name=region)
    snaps = sorted(ec2.snapshots.filter(OwnerIds=["self"]), key=lambda s: s.start_time)
    for s in snaps[:-keep]:
        s.delete()
