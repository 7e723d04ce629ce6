import json
from collections.abc import MutableMapping


class Store(MutableMapping):
    def __init__(self, path):
        self.path = path

    def _load(self):
        try:
            return json.loads(self.path.read_text())
        except FileNotFoundError:
            return {}

    def _save(self, data):
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(json.dumps(data, indent=1))

    def __getitem__(self, k):
        return self._load()[k]

    def __setitem__(self, k, v):
        self._save({**self._load(), k: v})

    def __delitem__(self, k):
        d = self._load()
        del d[k]
        self._save(d)

    def __iter__(self):
        return iter(self._load())

    def __len__(self):
        return len(self._load())
