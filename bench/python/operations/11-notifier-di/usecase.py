from typing import Iterable, Protocol


class Users(Protocol):
    def find(self, user_id: str) -> dict: ...
    def touch(self, user_id: str) -> None: ...


class Channel(Protocol):
    name: str

    def send(self, user: dict, kind: str, payload: dict) -> None: ...


class NotifyUser:
    def __init__(self, users: Users, channels: Iterable[Channel]):
        self._users = users
        self._channels = list(channels)

    def __call__(self, user_id, kind, payload):
        user = self._users.find(user_id)
        sent = []
        for ch in self._channels:
            if ch.name in user.get("channels", ()):
                ch.send(user, kind, payload)
                sent.append(ch.name)
        self._users.touch(user_id)
        return sent
