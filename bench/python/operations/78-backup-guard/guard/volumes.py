from .base import Guard


@Guard.register("volume")
class VolumeGuard(Guard):
    service = "ec2"

    def snapshot(self, name, label):
        made = self.client.create_snapshot(VolumeId=name, Description=label)
        self.client.create_tags(Resources=[made["SnapshotId"]], Tags=[{"Key": "Name", "Value": label}])

    def existing(self, name):
        found = self.client.describe_snapshots(
            OwnerIds=["self"], Filters=[{"Name": "volume-id", "Values": [name]}]
        )["Snapshots"]
        return [s["SnapshotId"] for s in sorted(found, key=lambda s: s["StartTime"])]

    def remove(self, label):
        self.client.delete_snapshot(SnapshotId=label)


class ImageGuard(Guard):
    """Never registered: machine images are made by the pipeline now."""

    service = "ec2"

    def snapshot(self, name, label):
        self.client.create_image(InstanceId=name, Name=label)

    def existing(self, name):
        return [i["ImageId"] for i in self.client.describe_images(Owners=["self"])["Images"]]

    def remove(self, label):
        self.client.deregister_image(ImageId=label)
