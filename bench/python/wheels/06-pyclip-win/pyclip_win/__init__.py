import pyperclip

from .watch import Watch

copy = pyperclip.copy
paste = pyperclip.paste
Watch().start()
