import collections
import json
import sys
import time


class Metrics:
    """Embedded metric format on stdout."""

    def __init__(self, namespace, stream=None):
        self.namespace = namespace
        self.stream = stream or sys.stdout
        self.values = collections.defaultdict(list)

    def count(self, name, value=1):
        self.values[name].append(value)

    def flush(self):
        if not self.values:
            return
        doc = {
            "_aws": {
                "Timestamp": int(time.time() * 1000),
                "CloudWatchMetrics": [{
                    "Namespace": self.namespace,
                    "Dimensions": [[]],
                    "Metrics": [{"Name": n} for n in self.values],
                }],
            },
            **self.values,
        }
        self.stream.write(json.dumps(doc) + "\n")
        self.values.clear()
