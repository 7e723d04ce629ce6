import time


class QueryFailed(Exception):
    pass


class Runner:
    def __init__(self, aws, workgroup, sleep=time.sleep):
        self.aws = aws
        self.workgroup = workgroup
        self.sleep = sleep

    def submit(self, sql, database):
        started = self.aws.athena.start_query_execution(
            QueryString=sql, QueryExecutionContext={"Database": database}, WorkGroup=self.workgroup
        )
        return started["QueryExecutionId"]

    def finish(self, execution, limit=30):
        for attempt in range(limit):
            info = self.aws.athena.get_query_execution(QueryExecutionId=execution)
            state = info["QueryExecution"]["Status"]["State"]
            if state == "SUCCEEDED":
                return info["QueryExecution"]
            if state in ("FAILED", "CANCELLED"):
                raise QueryFailed(state)
            self.sleep(min(2 ** attempt / 10, 5))
        self.aws.athena.stop_query_execution(QueryExecutionId=execution)
        raise QueryFailed("timed out")

    def rows(self, execution):
        pager = self.aws.athena.get_paginator("get_query_results")
        header = None
        for page in pager.paginate(QueryExecutionId=execution):
            for row in page["ResultSet"]["Rows"]:
                cells = [c.get("VarCharValue") for c in row["Data"]]
                if header is None:
                    header = cells
                    continue
                yield dict(zip(header, cells))

    def saved(self):
        ids = self.aws.athena.list_named_queries(WorkGroup=self.workgroup)["NamedQueryIds"]
        return self.aws.athena.batch_get_named_query(NamedQueryIds=ids)["NamedQueries"]
