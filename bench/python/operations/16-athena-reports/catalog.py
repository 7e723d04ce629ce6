import boto3

glue = boto3.client("glue")


class Partitions:
    def __init__(self, db, table):
        self.at = {"DatabaseName": db, "TableName": table}

    def ensure(self, day):
        have = glue.get_partitions(**self.at, Expression=f"dt = '{day}'")["Partitions"]
        if have:
            return
        base = glue.get_table(DatabaseName=self.at["DatabaseName"], Name=self.at["TableName"])
        sd = dict(base["Table"]["StorageDescriptor"])
        sd["Location"] = sd["Location"].rstrip("/") + f"/dt={day}/"
        glue.batch_create_partition(
            **self.at, PartitionInputList=[{"Values": [str(day)], "StorageDescriptor": sd}]
        )

    def crawl(self, name):
        glue.start_crawler(Name=name)
