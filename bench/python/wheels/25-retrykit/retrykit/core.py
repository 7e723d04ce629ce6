import functools
import random
import time


class Backoff:
    def __init__(self, base=0.1, factor=2.0, cap=20.0, jitter=True):
        self.base, self.factor, self.cap, self.jitter = base, factor, cap, jitter

    def delay(self, attempt):
        value = min(self.cap, self.base * self.factor ** attempt)
        return value * random.random() if self.jitter else value


def retry(exceptions=Exception, tries=4, backoff=None, sleep=time.sleep):
    backoff = backoff or Backoff()

    def decorate(fn):
        @functools.wraps(fn)
        def wrapper(*args, **kwargs):
            for attempt in range(tries):
                try:
                    return fn(*args, **kwargs)
                except exceptions:
                    if attempt == tries - 1:
                        raise
                    sleep(backoff.delay(attempt))
        return wrapper
    return decorate
