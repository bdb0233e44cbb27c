"""Put the look of the site into the package: it lies in `site_overrides/`, where a repository for MkDocs has it."""

from pathlib import Path
from shutil import copytree

from setuptools import setup
from setuptools.command.build_py import build_py


class WithLook(build_py):
    """Build as always, and add the look."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            theme = Path(self.build_lib, "generator", "data", "theme")
            copytree(Path(__file__).parent / "site_overrides", theme, dirs_exist_ok=True)


setup(cmdclass={"build_py": WithLook})
