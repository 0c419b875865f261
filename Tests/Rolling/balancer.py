"""A balancer as small as one can be: it asks each node whether it is ready, shares requests out in
turn, keeps connections, and sends a request again only where nothing of it was sent."""

import http.client
import http.server
import select
import socket
import threading

CHECK_SECONDS = 1.0
# Answers in a row that take a node out; one takes it in.
FALLS = 2
CONNECT_SECONDS = 2
REQUEST_SECONDS = 90
HOPS = frozenset({"connection", "keep-alive", "transfer-encoding", "content-length", "server"})


class Node:
    """A node as the balancer knows it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.is_in = False
        self._failures = 0
        self._lines: list[http.client.HTTPConnection] = []
        self._lock = threading.Lock()
        self._gone = threading.Event()
        threading.Thread(target=self._check, daemon=True).start()

    def _check(self) -> None:
        while True:
            if self._is_ready():
                self._failures, self.is_in = 0, True
            else:
                self._failures += 1
                self.is_in = self.is_in and self._failures < FALLS
            # A balancer asks by the clock: nobody tells it.
            if self._gone.wait(CHECK_SECONDS):
                return

    def _is_ready(self) -> bool:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=CONNECT_SECONDS)
        try:
            line.request("GET", "/ready")
            return line.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            line.close()

    def forget(self) -> None:
        self.is_in = False
        self._gone.set()
        with self._lock:
            while self._lines:
                self._lines.pop().close()

    def line(self) -> http.client.HTTPConnection:
        """A connection that is open, kept or new; raises OSError where none can be made."""
        with self._lock:
            while self._lines:
                line = self._lines.pop()
                # What is readable before anything was asked is the end.
                if not select.select([line.sock], [], [], 0)[0]:
                    return line
                line.close()
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=CONNECT_SECONDS)
        line.connect()
        line.sock.settimeout(REQUEST_SECONDS)
        line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return line

    def keep(self, line: http.client.HTTPConnection, answer: http.client.HTTPResponse) -> None:
        with self._lock:
            if answer.will_close or self._gone.is_set() or line.sock is None:
                line.close()
            else:
                self._lines.append(line)


class Balancer:
    """Listens on a port of its own and hands requests to the nodes that are in."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.failures: list[str] = []
        self._turn = 0
        self._lock = threading.Lock()
        balancer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                balancer.hand_over(self)

            do_POST = do_GET

            def log_message(self, *_) -> None:
                """Says nothing."""

        class Server(http.server.ThreadingHTTPServer):
            request_queue_size = 256
            daemon_threads = True

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def add(self, port: int) -> Node:
        node = Node(port)
        with self._lock:
            self.nodes = [*self.nodes, node]
        return node

    def remove(self, node: Node) -> None:
        with self._lock:
            self.nodes = [known for known in self.nodes if known is not node]
        node.forget()

    def end(self) -> None:
        for node in self.nodes:
            self.remove(node)
        self._server.shutdown()
        self._server.server_close()

    def _choice(self) -> list[Node]:
        """The nodes that are in, the one whose turn it is first."""
        with self._lock:
            self._turn += 1
            ready = [node for node in self.nodes if node.is_in]
            at = self._turn % max(1, len(ready))
            return ready[at:] + ready[:at]

    def hand_over(self, asked: http.server.BaseHTTPRequestHandler) -> None:
        body = asked.rfile.read(int(asked.headers.get("Content-Length") or 0))
        headers = {name: value for name, value in asked.headers.items()
                   if name.lower() not in HOPS} | ({"Content-Length": str(len(body))} if body else {})
        for node in self._choice():
            try:
                line = node.line()
            except OSError:
                continue
            try:
                line.request(asked.command, asked.path, body or None, headers)
                answer = line.getresponse()
            except (OSError, http.client.HTTPException) as error:
                # It may have been done: only whoever asked knows whether to ask again.
                line.close()
                return self._fail(asked, 502, f"{asked.command} {asked.path}: {error!r}")
            return self._answer(asked, node, line, answer)
        self._fail(asked, 503, f"{asked.command} {asked.path}: no node")

    def _fail(self, asked, status: int, words: str) -> None:
        self.failures.append(f"{status} {words}")
        asked.send_response(status)
        asked.send_header("Content-Length", "0")
        asked.end_headers()

    def _answer(self, asked, node: Node, line, answer: http.client.HTTPResponse) -> None:
        asked.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in HOPS:
                asked.send_header(name, value)
        asked.send_header("Transfer-Encoding", "chunked")
        asked.end_headers()
        try:
            while part := answer.read1(65_536):
                asked.wfile.write(b"%x\r\n%b\r\n" % (len(part), part))
            # The answer gives the connection back only once it has seen its own end.
            answer.read()
            asked.wfile.write(b"0\r\n\r\n")
        except (OSError, http.client.HTTPException) as error:
            asked.close_connection = True
            line.close()
            if "event-stream" not in answer.headers.get("Content-Type", ""):
                self.failures.append(f"broken {asked.command} {asked.path}: {error!r}")
            return
        node.keep(line, answer)
