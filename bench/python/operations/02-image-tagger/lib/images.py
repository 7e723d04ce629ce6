import subprocess
import tempfile


def thumbnail(path, size=320):
    out = tempfile.NamedTemporaryFile(suffix=".webp", delete=False)
    subprocess.run(
        ["/opt/bin/vips", "thumbnail", path, out.name, str(size)], check=True, timeout=20
    )
    return out.name
