"""A PostgreSQL of a trial's own, on a socket in a folder of its own."""

import contextlib
import glob
import os
import shutil
import subprocess
import tempfile
import time

START_SECONDS = 30


def program(name: str) -> str:
    found = sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"))
    path = found[-1] if found else shutil.which(name)
    if not path:
        raise SystemExit(f"there is no {name}; install Debian's postgresql")
    return path


def account() -> list[str]:
    """PostgreSQL refuses to run as root."""
    return ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []


class Database:
    """One database of one city."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.address = f"postgresql://postgres@/postgres?host={folder}&port=5432"

    def rows(self, sql: str) -> list[list[str]]:
        done = subprocess.run(
            [program("psql"), "-X", "-q", "-t", "-A", "-F", "|", "-c", sql, self.address],
            capture_output=True, text=True, check=True)
        return [line.split("|") for line in done.stdout.splitlines() if line]


@contextlib.contextmanager
def database():
    with tempfile.TemporaryDirectory(prefix="baodao-rolling-") as folder:
        if os.getuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        subprocess.run(
            [*account(), program("initdb"), "-D", f"{folder}/data", "-U", "postgres", "-A", "trust",
             "-E", "UTF8", "--locale=C"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        server = subprocess.Popen(
            [*account(), program("postgres"), "-D", f"{folder}/data", "-k", folder, "-p", "5432",
             "-c", "listen_addresses=", "-c", "max_connections=200"],
            cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            end = time.monotonic() + START_SECONDS
            # The server tells nobody that it is ready.
            while subprocess.run([program("pg_isready"), "-q", "-h", folder]).returncode != 0:
                if time.monotonic() > end:
                    raise SystemExit("PostgreSQL does not start")
                time.sleep(0.1)
            yield Database(folder)
        finally:
            with open(f"{folder}/data/postmaster.pid", encoding="utf-8") as file:
                os.kill(int(file.readline()), 2)
            server.wait(START_SECONDS)
