from simdtext._accel import lib


def count(text: str, needle: str) -> int:
    if lib is not None:
        return lib.simd_count(text.encode(), needle.encode())
    return text.count(needle)
