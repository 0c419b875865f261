"""Between a node and its database: passes everything on, until it cuts or holds it back."""

import socket
import struct
import threading

MOODS = ("before", "between", "after", "silence")
PIECE = 65_536
# A connection that is closed with this ends with RST instead of FIN.
RESET = struct.pack("ii", 1, 0)
COMMITTED = b"COMMIT\x00"
HEAD = struct.Struct("!ci")
# What a connection may say before its first message: that it wants TLS, or GSSAPI.
WISHES = {80_877_103, 80_877_104}


class Proxy:
    """A line to a port. `arm` says what happens to the next commit that goes by.

    before: the line is cut, and the database never hears of the commit;
    after: the database has answered, and the node never hears of it;
    between: the commit is passed on, and the line is cut at once;
    silence: the commit goes on, and nothing more ever comes back, while the line stays.
    """

    def __init__(self, target: int) -> None:
        self.target = target
        self._lock = threading.Condition()
        self._mood = ""
        self._hits = 0
        self._lines: set[tuple[socket.socket, socket.socket]] = set()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def arm(self, mood: str) -> None:
        with self._lock:
            self._mood = mood

    def hit(self, seconds: float) -> bool:
        """Waits until what was armed has happened."""
        with self._lock:
            return self._lock.wait_for(lambda: not self._mood, seconds)

    def cut(self) -> int:
        """Cuts every line at once."""
        with self._lock:
            lines = list(self._lines)
        for line in lines:
            self.drop(line)
        return len(lines)

    def close(self) -> None:
        self._listening.close()
        self.cut()

    def _accept(self) -> None:
        while True:
            try:
                node, _ = self._listening.accept()
            except OSError:
                return  # The end.
            try:
                database = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                node.close()
                continue
            line = (node, database)
            for end in line:
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                self._lines.add(line)
            Line(self, line).start()

    def take(self) -> str:
        """Whoever sees a commit takes the mood, and no other does."""
        with self._lock:
            mood, self._mood = self._mood, ""
            if mood:
                self._lock.notify_all()
            return mood

    def drop(self, line: tuple[socket.socket, socket.socket]) -> None:
        with self._lock:
            if line not in self._lines:
                return
            self._lines.remove(line)
        for end in line:
            try:
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                # Wakes who reads it; closing alone would not.
                end.shutdown(socket.SHUT_RD)
            except OSError:
                pass  # The other side was faster.
            end.close()


class Reader:
    """Reads along what a node says, as lightly as it takes to know its commits of what it wrote.

    The statements are prepared, so that their text goes by once and then only their names.
    """

    def __init__(self) -> None:
        self._rest = b""
        self._has_begun = False
        self._commits: set[bytes] = set()
        self._notices: set[bytes] = set()
        self._wrote = False

    def commit_in(self, piece: bytes) -> int | None:
        """Where in a piece a commit begins, if one does; 0 where it began in the piece before."""
        known = len(self._rest)
        data = self._rest + piece
        place = 0
        found = None
        while (size := self._size(data, place)) is not None and place + size <= len(data):
            if self._has_begun:
                if self._is_commit(data[place:place + 1], data[place + 5:place + size]):
                    found = max(0, place - known)
            else:
                self._has_begun = struct.unpack_from("!i", data, place + 4)[0] not in WISHES
            place += size
        self._rest = data[place:]
        return found

    def _size(self, data: bytes, place: int) -> int | None:
        if not self._has_begun:
            return struct.unpack_from("!i", data, place)[0] if len(data) >= place + 8 else None
        return HEAD.unpack_from(data, place)[1] + 1 if len(data) >= place + HEAD.size else None

    def _is_commit(self, kind: bytes, body: bytes) -> bool:
        if kind not in b"PB":
            return False
        first, second = body.split(b"\0", 2)[:2]
        if kind == b"P":
            for names, text in ((self._commits, b"COMMIT"), (self._notices, b"NOTIFY baodao")):
                names.add(first) if second == text else names.discard(first)
            return False
        # Readers commit as well, and nobody minds.
        self._wrote = self._wrote or second in self._notices
        if second not in self._commits or not self._wrote:
            return False
        self._wrote = False
        return True


class Line:
    """One connection that is passed on, a thread for each direction."""

    def __init__(self, proxy: Proxy, line: tuple[socket.socket, socket.socket]) -> None:
        self.proxy, self.line = proxy, line
        self.reader = Reader()
        self.mood = ""

    def start(self) -> None:
        for way in (self._forth, self._back):
            threading.Thread(target=self._run, args=(way,), daemon=True).start()

    def _run(self, way) -> None:
        try:
            way()
        except OSError:
            pass  # A line that broke is what this is for.
        self.proxy.drop(self.line)

    def _forth(self) -> None:
        node, database = self.line
        while piece := node.recv(PIECE):
            place = self.reader.commit_in(piece)
            if self.mood == "silence":
                continue
            mood = self.proxy.take() if place is not None else ""
            if mood == "before":
                database.sendall(piece[:place])
                return
            if mood in ("after", "silence"):
                self.mood = mood
            database.sendall(piece)
            if mood == "between":
                return

    def _back(self) -> None:
        node, database = self.line
        while piece := database.recv(PIECE):
            if self.mood == "silence":
                continue
            if self.mood == "after" and COMMITTED in piece:
                return
            node.sendall(piece)
