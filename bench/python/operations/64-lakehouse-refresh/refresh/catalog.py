class Catalog:
    def __init__(self, aws, database):
        self.aws = aws
        self.database = database

    def location(self, table):
        described = self.aws.glue.get_table(DatabaseName=self.database, Name=table)
        return described["Table"]["StorageDescriptor"]["Location"]

    def days(self, table):
        glue = self.aws.glue
        seen = set()
        for page in glue.get_paginator("get_partitions").paginate(DatabaseName=self.database, TableName=table):
            seen.update(p["Values"][0] for p in page["Partitions"])
        return seen

    def add_day(self, table, day):
        glue = self.aws.glue
        base = self.location(table)
        try:
            glue.create_partition(
                DatabaseName=self.database,
                TableName=table,
                PartitionInput={"Values": [day], "StorageDescriptor": {"Location": f"{base}day={day}/"}},
            )
        except glue.exceptions.AlreadyExistsException:
            return False
        return True

    def drop(self, table):
        self.aws.glue.delete_table(DatabaseName=self.database, Name=table)

    def crawl(self, crawler):
        glue = self.aws.glue
        if glue.get_crawler(Name=crawler)["Crawler"]["State"] == "READY":
            glue.start_crawler(Name=crawler)
