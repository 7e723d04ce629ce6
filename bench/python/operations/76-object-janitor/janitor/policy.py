import datetime as dt
import fnmatch
from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    pattern: str
    days: int
    what: str

    def hits(self, summary, now):
        old = now - summary.last_modified > dt.timedelta(days=self.days)
        return old and fnmatch.fnmatch(summary.key, self.pattern)


def parse(text):
    """pattern days what, one a line"""
    rules = []
    for line in text.splitlines():
        line = line.partition("#")[0].strip()
        if line:
            pattern, days, what = line.split()
            rules.append(Rule(pattern, int(days), what))
    return rules
