from settings import Settings
from timers import Immediate, OneTime, Timer

settings = Settings()
TIMERS: dict[bool, type[Timer]] = {True: Immediate, False: OneTime}


def handler(event, context):
    when = event.get("when")
    timer = TIMERS[when is None](settings)
    timer.at(when, {**event["payload"], "by": settings["name"]})
