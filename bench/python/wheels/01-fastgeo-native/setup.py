import os
import shutil
import subprocess
import sys
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext
from setuptools.command.develop import develop


class CMakeExtension(Extension):
    def __init__(self, name, source="."):
        super().__init__(name, sources=[])
        self.source = os.fspath(Path(source).resolve())


class CMakeBuild(build_ext):
    def build_extension(self, ext):
        if shutil.which("cmake") is None:
            print("cmake not found, the pure Python version is used", file=sys.stderr)
            return
        out = Path(self.get_ext_fullpath(ext.name)).resolve().parent
        args = [
            f"-DCMAKE_LIBRARY_OUTPUT_DIRECTORY={out}",
            f"-DPython_EXECUTABLE={sys.executable}",
            f"-DCMAKE_BUILD_TYPE={'Debug' if self.debug else 'Release'}",
        ]
        args += [a for a in os.environ.get("CMAKE_ARGS", "").split() if a]
        Path(self.build_temp).mkdir(parents=True, exist_ok=True)
        subprocess.run(["cmake", ext.source, *args], cwd=self.build_temp, check=True)
        subprocess.run(["cmake", "--build", ".", "-j"], cwd=self.build_temp, check=True)


class Develop(develop):
    def run(self):
        subprocess.run(["git", "submodule", "update", "--init"], check=False)
        super().run()


setup(
    ext_modules=[CMakeExtension("fastgeo._native")],
    cmdclass={"build_ext": CMakeBuild, "develop": Develop},
)
