from datetime import datetime, timezone

from .directory import UserDirectory
from .store import ProfileStore


class SyncService:
    def __init__(self, *, directory: UserDirectory, store: ProfileStore) -> None:
        self.directory = directory
        self.store = store

    def run(self) -> int:
        stamp = datetime.now(timezone.utc).isoformat()
        n = 0
        for user in self.directory.everyone():
            attrs = {a["Name"]: a["Value"] for a in user.get("Attributes", [])}
            if self.store.upsert(attrs["sub"], attrs):
                self.directory.mark_synced(user["Username"], stamp)
                n += 1
        return n
