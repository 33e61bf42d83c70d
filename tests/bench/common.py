"""What the benchmarks share: a BMC, a bad network in front of it, and timed runs."""

import os
import random
import select
import socket
import subprocess
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
OURS = os.environ.get("RIPMITOOL", os.path.join(ROOT, "target", "release", "ripmitool"))
THEIRS = os.environ.get("IPMITOOL", "ipmitool")
ENVIRONMENT = {**os.environ, "LC_ALL": "C", "TZ": "UTC"}


class Bmc:
    """`ripmitool mock-bmc` on a free loopback port."""

    def __init__(self, *options):
        words = [OURS, "mock-bmc", "--listen", "127.0.0.1:0", "--user", "admin:password:administrator", *options]
        self.child = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
        line = self.child.stdout.readline()
        self.address = ("127.0.0.1", int(line.rsplit(":", 1)[1]))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.child.terminate()
        self.child.wait()


class Relay(threading.Thread):
    """Carries datagrams between clients and one BMC; each may be lost, doubled, delayed so that
    others overtake it, or have a byte changed, with the given probability in each direction."""

    def __init__(self, target, loss=0.0, dup=0.0, reorder=0.0, corrupt=0.0, delay=0.0, seed=1):
        """`target` may be set later, before the first datagram."""
        super().__init__(daemon=True)
        self.target, self.delay = target, delay
        self.loss, self.dup, self.reorder, self.corrupt = loss, dup, reorder, corrupt
        self.random = random.Random(seed)
        self.front = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.front.bind(("127.0.0.1", 0))
        self.port = self.front.getsockname()[1]
        self.backs = {}
        self.clients = {}
        self.waiting = []
        self.sent = 0  # datagrams that came from clients
        self.running = True

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.running = False
        self.join()
        for each in [self.front, *self.clients]:
            each.close()

    def run(self):
        while self.running:
            now = time.monotonic()
            due = [entry for entry in self.waiting if entry[0] <= now]
            self.waiting = [entry for entry in self.waiting if entry[0] > now]
            for _, sock, to, data in due:
                sock.sendto(data, to)
            wait = min([entry[0] - now for entry in self.waiting] + [0.05])
            ready, _, _ = select.select([self.front, *self.clients], [], [], max(wait, 0))
            for sock in ready:
                try:
                    data, peer = sock.recvfrom(2048)
                except OSError:
                    continue  # an ICMP message about an earlier datagram
                if sock is self.front:
                    self.sent += 1
                    self.carry(self.back(peer), self.target, data)
                else:
                    self.carry(self.front, self.clients[sock], data)

    def back(self, client):
        """The socket that stands for this client towards the BMC."""
        if client not in self.backs:
            sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            self.backs[client] = sock
            self.clients[sock] = client
        return self.backs[client]

    def carry(self, sock, to, data):
        def chance(probability):
            return self.random.random() < probability

        if chance(self.loss):
            return
        if chance(self.corrupt):
            at = self.random.randrange(len(data))
            data = data[:at] + bytes([data[at] ^ self.random.randrange(1, 256)]) + data[at + 1 :]
        for _ in range(2 if chance(self.dup) else 1):
            late = self.random.uniform(0.01, 0.1) if chance(self.reorder) else 0.0
            self.waiting.append((time.monotonic() + self.delay + late, sock, to, data))


def command(program, port, words):
    login = ["-I", "lanplus", "-H", "127.0.0.1", "-p", str(port), "-U", "admin", "-P", "password"]
    return [program, *login, *words]


def timed(program, port, words):
    """Exit status, standard output, standard error and seconds of a run."""
    start = time.monotonic()
    run = subprocess.run(
        command(program, port, words),
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return run.returncode, run.stdout, run.stderr, time.monotonic() - start


def programs():
    """Name and path of ours, and of IPMItool where there is one."""
    found = [("ripmitool", OURS)]
    if subprocess.run(["sh", "-c", f"command -v {THEIRS}"], capture_output=True).returncode == 0:
        found.append(("ipmitool", THEIRS))
    return found
