from .base import Guard


@Guard.register("instance")
class InstanceGuard(Guard):
    service = "rds"

    def snapshot(self, name, label):
        self.client.create_db_snapshot(DBInstanceIdentifier=name, DBSnapshotIdentifier=label)
        self.client.get_waiter("db_snapshot_available").wait(
            DBSnapshotIdentifier=label, WaiterConfig={"Delay": 1, "MaxAttempts": 60}
        )

    def existing(self, name):
        pages = self.client.get_paginator("describe_db_snapshots").paginate(
            DBInstanceIdentifier=name, SnapshotType="manual"
        )
        return [s["DBSnapshotIdentifier"] for p in pages for s in p["DBSnapshots"]]

    def remove(self, label):
        self.client.delete_db_snapshot(DBSnapshotIdentifier=label)

    def share(self, label, account):
        self.client.modify_db_snapshot_attribute(
            DBSnapshotIdentifier=label, AttributeName="restore", ValuesToAdd=[account]
        )


@Guard.register("cluster")
class ClusterGuard(Guard):
    service = "rds"

    def snapshot(self, name, label):
        self.client.create_db_cluster_snapshot(DBClusterIdentifier=name, DBClusterSnapshotIdentifier=label)

    def existing(self, name):
        answer = self.client.describe_db_cluster_snapshots(DBClusterIdentifier=name, SnapshotType="manual")
        return [s["DBClusterSnapshotIdentifier"] for s in answer["DBClusterSnapshots"]]

    def remove(self, label):
        self.client.delete_db_cluster_snapshot(DBClusterSnapshotIdentifier=label)
