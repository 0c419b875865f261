"""A demonstration city of its own for a run of the journeys, served on a free port."""

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request

START_SECONDS = 240


def program() -> str:
    """The program under test: BAODAO, or what was built here, release first."""
    named = os.environ.get("BAODAO")
    root = os.path.join(os.path.dirname(__file__), "..", "..")
    built = [os.path.join(root, ".build", kind, "baodao") for kind in ("release", "debug")]
    for path in [named] if named else built:
        if os.access(path, os.X_OK):
            return os.path.abspath(path)
    raise SystemExit("build the program first: make release")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Town:
    """A running program: `base` is its address, `password` that of all its people."""

    def __init__(self) -> None:
        self.folder = tempfile.mkdtemp(prefix="journeys-")
        self.base = f"http://127.0.0.1:{free_port()}"
        self.output = os.path.join(self.folder, "output.txt")
        with open(self.output, "wb") as output:
            self.process = subprocess.Popen(
                [program(), "demo", "--serve", "--lang", "en", "--store",
                 os.path.join(self.folder, "city.sqlite"), "--port", self.base.rsplit(":", 1)[1]],
                stdout=output, stderr=subprocess.STDOUT)
        try:
            self._wait()
            self.password = re.search(r"^password: (\S+)$", self.told(), re.MULTILINE).group(1)
        except BaseException:
            self.end()
            raise

    def told(self) -> str:
        with open(self.output, encoding="utf-8") as output:
            return output.read()

    def _wait(self) -> None:
        last = time.monotonic() + START_SECONDS
        while time.monotonic() < last:
            if self.process.poll() is not None:
                raise RuntimeError("the program ended:\n" + self.told()[-4000:])
            try:
                with urllib.request.urlopen(self.base + "/ready", timeout=5):
                    return
            except OSError:
                time.sleep(0.2)
        raise RuntimeError("the program is not ready:\n" + self.told()[-4000:])

    def end(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
