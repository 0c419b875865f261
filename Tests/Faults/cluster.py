"""Three databases under patroni, which three members of etcd tell who leads; all on this machine."""

import json
import os
import pwd
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request

from place import Entry, identifier
from postgres import DATABASE, binary, children, free_port, kill_and_wait

MEMBERS = 3
START_SECONDS = 120
# As docs/guides/high-availability.md has them: how long a leader may be silent, how often it is
# looked, and how long etcd is asked again.
SILENCE_SECONDS, LOOK_SECONDS, RETRY_SECONDS = 20, 5, 5


def is_there() -> bool:
    return all(map(shutil.which, ("etcd", "patroni", "patronictl", "setpriv"))) and bool(
        binary("postgres"))


class Member:
    """A machine of the cluster: patroni, and the database that it runs."""

    def __init__(self, cluster: "ClusterPlace", number: int) -> None:
        self.cluster, self.name = cluster, f"db{number}"
        self.port, self.api = free_port(), free_port()
        self.data = os.path.join(cluster.inside, self.name)
        self.settings = os.path.join(cluster.inside, f"{self.name}.yml")
        self.process: subprocess.Popen | None = None

    def write(self) -> None:
        account = {"username": "postgres", "password": "none"}
        settings = {
            "scope": "city", "name": self.name,
            "restapi": {"listen": f"127.0.0.1:{self.api}",
                        "connect_address": f"127.0.0.1:{self.api}"},
            "etcd3": {"hosts": self.cluster.etcd_hosts},
            "bootstrap": {
                "dcs": {
                    "ttl": SILENCE_SECONDS, "loop_wait": LOOK_SECONDS,
                    "retry_timeout": RETRY_SECONDS, "maximum_lag_on_failover": 1 << 20,
                    "synchronous_mode": True, "synchronous_mode_strict": True,
                    "postgresql": {
                        "use_pg_rewind": True, "use_slots": True,
                        "parameters": {"max_connections": 60, "shared_buffers": "32MB",
                                       "max_wal_size": "256MB", "wal_keep_size": "256MB",
                                       "wal_log_hints": "on", "lc_messages": "C"}}},
                "initdb": [{"encoding": "UTF8"}, {"locale": "C"}, "data-checksums"],
                "pg_hba": ["local all all trust", "host all all 127.0.0.1/32 trust",
                           "host replication all 127.0.0.1/32 trust"]},
            "postgresql": {
                "listen": f"127.0.0.1:{self.port}", "connect_address": f"127.0.0.1:{self.port}",
                "data_dir": self.data, "bin_dir": os.path.dirname(binary("postgres")),
                "pgpass": os.path.join(self.cluster.inside, f"{self.name}.pass"),
                "parameters": {"unix_socket_directories": self.cluster.inside},
                "authentication": {"superuser": account, "rewind": account,
                                   "replication": {"username": "replicator", "password": "none"}}},
        }
        with open(self.settings, "w", encoding="utf-8") as file:
            json.dump(settings, file, indent=2)  # JSON is YAML.

    def start(self) -> None:
        self.process = self.cluster.run(["patroni", self.settings], f"{self.name}.log", "TERM")

    @property
    def postmaster(self) -> int | None:
        try:
            with open(os.path.join(self.data, "postmaster.pid"), encoding="utf-8") as file:
                return int(file.readline())
        except (OSError, ValueError):
            return None

    def kill_database(self) -> None:
        """kill -9 of the server and all that it began."""
        postmaster = self.postmaster
        if postmaster is not None and os.path.exists(f"/proc/{postmaster}"):
            kill_and_wait([*children(postmaster), postmaster])

    def kill_supervisor(self) -> None:
        """kill -9 of patroni alone; the database runs on."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def kill(self) -> None:
        """The machine loses its power."""
        if self.process is not None:
            os.kill(self.process.pid, signal.SIGSTOP)
        self.kill_database()
        self.kill_supervisor()

    def has(self, position: str) -> bool:
        """Whether it follows, and has got so far."""
        try:
            rows = self.sql(f"SELECT pg_last_wal_replay_lsn() >= '{position}'", "postgres")
        except RuntimeError:
            return False  # It is starting.
        return rows[0][0] == "t"

    def sql(self, text: str, database: str = DATABASE) -> list[list[str]]:
        done = subprocess.run(
            [binary("psql"), "-X", "-q", "-t", "-A", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-h",
             "127.0.0.1", "-p", str(self.port), "-U", "postgres", "-c", text, database],
            capture_output=True, text=True, timeout=START_SECONDS)
        if done.returncode != 0:
            raise RuntimeError(f"psql at {self.name}: {done.stderr.strip()[-600:]}")
        return [line.split("\t") for line in done.stdout.splitlines()]


class ClusterPlace:
    """A city in three databases of which one leads."""

    kind = "patroni"

    def __init__(self, folder: str) -> None:
        self.folder, self.inside = folder, os.path.join(folder, "cluster")
        os.makedirs(self.inside, exist_ok=True)
        os.chmod(folder, 0o711)
        self.account: list[str] = []
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(self.inside, user.pw_uid, user.pw_gid)
            self.account = ["--reuid", str(user.pw_uid), "--regid", str(user.pw_gid),
                            "--clear-groups"]
        self.etcds: list[subprocess.Popen] = []
        self.members = [Member(self, number) for number in range(1, MEMBERS + 1)]
        hosts = ",".join(f"127.0.0.1:{member.port}" for member in self.members)
        self.address = f"postgres://postgres@{hosts}/{DATABASE}"
        try:
            self._start()
        except BaseException:
            self.end()
            raise

    def run(self, words: list[str], log: str, at_end: str) -> subprocess.Popen:
        """A process that ends with the harness, and whose words go to a file."""
        with open(os.path.join(self.inside, log), "ab") as file:
            return subprocess.Popen(
                ["setpriv", "--pdeathsig", at_end, *self.account, *words],
                stdin=subprocess.DEVNULL, stdout=file, stderr=file, cwd=self.inside,
                start_new_session=True)

    def _start(self) -> None:
        ports = [(free_port(), free_port()) for _ in range(MEMBERS)]
        self.etcd_hosts = [f"127.0.0.1:{client}" for client, _ in ports]
        everybody = ",".join(f"e{number}=http://127.0.0.1:{peer}"
                             for number, (_, peer) in enumerate(ports))
        for number, (client, peer) in enumerate(ports):
            self.etcds.append(self.run(
                ["etcd", "--name", f"e{number}", "--data-dir", f"etcd{number}",
                 "--listen-client-urls", f"http://127.0.0.1:{client}",
                 "--advertise-client-urls", f"http://127.0.0.1:{client}",
                 "--listen-peer-urls", f"http://127.0.0.1:{peer}",
                 "--initial-advertise-peer-urls", f"http://127.0.0.1:{peer}",
                 "--initial-cluster", everybody, "--logger", "zap", "--log-level", "error"],
                f"etcd{number}.log", "KILL"))
        for member in self.members:
            member.write()
            member.start()
        self.await_whole()
        leader = self.leader
        leader.sql(f"CREATE DATABASE {DATABASE}", "postgres")
        # A node that asks one which has not heard of it yet would ask no further.
        if self.laggards(leader):
            raise RuntimeError(f"the cluster does not follow: {self.words()}")

    def standing(self) -> list[dict]:
        """What the members say of the cluster, whichever of them answers."""
        for member in self.members:
            try:
                with urllib.request.urlopen(
                        f"http://127.0.0.1:{member.api}/cluster", timeout=5) as answer:
                    return json.load(answer)["members"]
            except (OSError, urllib.error.URLError, ValueError, KeyError):
                continue
        return []

    @property
    def leader(self) -> Member:
        for line in self.standing():
            if line["role"] == "leader":
                return next(member for member in self.members if member.name == line["name"])
        raise RuntimeError("nobody leads")

    def await_whole(self) -> None:
        """Waits until one leads, all others follow it, and one of them at each commit."""
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            lines = self.standing()
            roles = sorted(line["role"] for line in lines)
            fit = sum(1 for line in lines if line.get("state") in ("running", "streaming"))
            # The leader is known to the others before it has taken up its work.
            if roles == ["leader", "replica", "sync_standby"] and fit == MEMBERS:
                return
            # Nobody tells when a cluster is whole; it is asked.
            time.sleep(0.2)
        raise RuntimeError(f"the cluster is not whole: {self.standing()} {self.words()}")

    def words(self) -> str:
        """The last words of each member."""
        said = []
        for member in self.members:
            path = os.path.join(self.inside, f"{member.name}.log")
            if os.path.exists(path):
                with open(path, encoding="utf-8", errors="replace") as file:
                    said.append(f"{member.name}: {file.read()[-500:]}")
        return "\n".join(said)

    def switch(self) -> None:
        """Makes another lead, by plan."""
        done = subprocess.run(
            ["patronictl", "-c", self.leader.settings, "switchover", "--force"],
            capture_output=True, text=True, timeout=START_SECONDS, cwd=self.inside)
        if done.returncode != 0:
            raise RuntimeError(f"patronictl: {done.stdout[-400:]}{done.stderr[-400:]}")

    def journal(self) -> list[Entry]:
        rows = self.leader.sql(
            "SELECT position, subject, version, action FROM event ORDER BY position")
        return [Entry(int(row[0]), identifier(int(row[1])), int(row[2]), row[3]) for row in rows]

    def laggards(self, leader: Member) -> list[Member]:
        """Members that do not get to where the leader is now."""
        aim = leader.sql("SELECT pg_current_wal_lsn()", "postgres")[0][0]
        found, end = [], time.monotonic() + START_SECONDS
        for member in self.members:
            while member is not leader and not member.has(aim):
                if time.monotonic() > end:
                    found.append(member)
                    break
                time.sleep(0.2)  # A follower tells nobody how far it is.
        return found

    def differences(self) -> list[str]:
        """What the members' journals differ in, once all have had time to follow."""
        self.await_whole()
        leader = self.leader
        found = [f"{member.name} lags behind" for member in self.laggards(leader)]
        head = "SELECT count(*), md5(string_agg(hash::text, '' ORDER BY position)) FROM event"
        heads = {str(member.sql(head)) for member in self.members}
        return found + ([f"journals differ: {heads}"] if len(heads) > 1 else [])

    def end(self) -> None:
        for member in self.members:
            member.kill()
        for etcd in self.etcds:
            etcd.kill()
            etcd.wait()
        self.etcds = []

    def remove(self) -> None:
        self.end()
        shutil.rmtree(self.folder)
