import os
import datetime as dt

import boto3

PREFIX = 'nightly-'
RETAIN = int(os.environ.get('RETAIN_DAYS', '14'))
TARGET = os.environ.get('DR_REGION', 'eu-central-1')

rds = boto3.client('rds')
dr = boto3.client('rds', region_name=TARGET)


def _name(db):
    return '%s%s-%s' % (PREFIX, db, dt.date.today().isoformat())


def take(db):
    snap = _name(db)
    rds.create_db_snapshot(DBInstanceIdentifier=db, DBSnapshotIdentifier=snap,
                           Tags=[{'Key': 'managed-by', 'Value': 'snapshotter'}])
    waiter = rds.get_waiter('db_snapshot_available')
    waiter.wait(DBSnapshotIdentifier=snap, WaiterConfig={'Delay': 15, 'MaxAttempts': 50})
    return rds.describe_db_snapshots(DBSnapshotIdentifier=snap)['DBSnapshots'][0]['DBSnapshotArn']


def ship(arn):
    dr.copy_db_snapshot(
        SourceDBSnapshotIdentifier=arn,
        TargetDBSnapshotIdentifier=arn.rsplit(':', 1)[-1],
        KmsKeyId=os.environ['DR_KEY'],
        SourceRegion=os.environ['AWS_REGION'],
    )


def prune(client):
    horizon = dt.datetime.now(dt.timezone.utc) - dt.timedelta(days=RETAIN)
    paginator = client.get_paginator('describe_db_snapshots')
    for page in paginator.paginate(SnapshotType='manual'):
        for s in page['DBSnapshots']:
            if not s['DBSnapshotIdentifier'].startswith(PREFIX):
                continue
            if s.get('SnapshotCreateTime', horizon) < horizon:
                client.delete_db_snapshot(DBSnapshotIdentifier=s['DBSnapshotIdentifier'])


def restore(snap, db):
    rds.restore_db_instance_from_db_snapshot(DBInstanceIdentifier=db, DBSnapshotIdentifier=snap)
    rds.get_waiter('db_instance_available').wait(DBInstanceIdentifier=db)


def notify(text):
    boto3.client('sns').publish(TopicArn=os.environ['ALERTS'], Subject='RDS snapshots', Message=text)


def run(event, context):
    errors = []
    for db in os.environ['DATABASES'].split(','):
        try:
            ship(take(db))
        except Exception as e:  # noqa
            errors.append('%s: %s' % (db, e))
    for c in (rds, dr):
        prune(c)
    if errors:
        notify('\n'.join(errors))
        raise RuntimeError('failed')
