import ctypes
import ctypes.util
import mmap
import os
import sys

PAGE = mmap.PAGESIZE


class _Posix:
    def __init__(self):
        self.libc = ctypes.CDLL(ctypes.util.find_library("c"), use_errno=True)
        self.libc.mlock.argtypes = [ctypes.c_void_p, ctypes.c_size_t]
        self.libc.munlock.argtypes = [ctypes.c_void_p, ctypes.c_size_t]

    def alloc(self, size):
        m = mmap.mmap(-1, size, prot=mmap.PROT_READ | mmap.PROT_WRITE)
        addr = ctypes.addressof(ctypes.c_char.from_buffer(m))
        if self.libc.mlock(addr, size):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
        return m, addr

    def free(self, m, addr, size):
        self.libc.munlock(addr, size)


class _Windows:
    MEM_COMMIT_RESERVE = 0x3000
    PAGE_READWRITE = 0x04

    def __init__(self):
        self.k = ctypes.WinDLL("kernel32", use_last_error=True)
        self.k.VirtualAlloc.restype = ctypes.c_void_p
        self.k.VirtualLock.argtypes = [ctypes.c_void_p, ctypes.c_size_t]

    def alloc(self, size):
        addr = self.k.VirtualAlloc(None, size, self.MEM_COMMIT_RESERVE, self.PAGE_READWRITE)
        if not addr or not self.k.VirtualLock(addr, size):
            raise ctypes.WinError(ctypes.get_last_error())
        return None, addr

    def free(self, _, addr, size):
        self.k.VirtualUnlock(ctypes.c_void_p(addr), size)
        self.k.VirtualFree(ctypes.c_void_p(addr), 0, 0x8000)


_impl = _Windows() if sys.platform == "win32" else _Posix()


class LockedBuffer:
    def __init__(self, data: bytes):
        self.length = len(data)
        self.size = -(-max(self.length, 1) // PAGE) * PAGE
        self._keep, self.addr = _impl.alloc(self.size)
        ctypes.memmove(self.addr, data, self.length)

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        ctypes.memset(self.addr, 0, self.size)
        _impl.free(self._keep, self.addr, self.size)

    def bytes(self):
        return ctypes.string_at(self.addr, self.length)
