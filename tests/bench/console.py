#!/usr/bin/env python3
"""Text pasted through `sol activate` to a console that gives it back, over a bad network, ours
beside IPMItool's.

    cargo build --release && tests/bench/console.py [--bytes 1048576] [--loss 0.1] [--limit 600]

Each line: who, how many runs it took to get a console, how many bytes came back, whether they were
the same, in order and once, seconds, datagrams sent. A run ends when all is back, when nothing came for half a minute, or at the limit.
Shows figures and judges none.
"""

import argparse
import os
import pty
import random
import select
import string
import subprocess
import threading
import time

from common import ENVIRONMENT, Bmc, Relay, command, programs

SILENCE = 30
TRIES = 10


def text(size):
    """Lines of letters: nothing that a terminal or an escape would change."""
    letters = random.Random(1)
    line = lambda: "".join(letters.choices(string.ascii_letters + string.digits, k=79)) + "\n"
    return "".join(line() for _ in range(size // 80 + 1))[:size].encode()


def paste(program, port, data, limit):
    """What came back behind the banner, and seconds. IPMItool works on a terminal only."""
    master, slave = pty.openpty()
    run = subprocess.Popen(
        command(program, port, ["-C", "3", "sol", "activate"]),
        env=ENVIRONMENT,
        stdin=slave,
        stdout=slave,
        stderr=subprocess.DEVNULL,
    )
    os.close(slave)
    back, start, took = b"", time.monotonic(), 0.0
    try:
        while time.monotonic() - start < limit:
            ready, _, _ = select.select([master], [], [], SILENCE)
            piece = os.read(master, 65536) if ready else b""
            if not piece:
                break
            if b"\n" not in back and b"\n" in back + piece:
                # It is ready, and the terminal raw in a moment.
                time.sleep(0.5)
                start = time.monotonic()
                threading.Thread(target=feed, args=(master, data), daemon=True).start()
            back += piece
            took = time.monotonic() - start
            if len(back) >= len(data) + back.find(b"\n") + 1 > 0:
                break
    except OSError:
        pass  # it has ended
    run.terminate()
    run.wait()
    return back.partition(b"\n")[2], took


def feed(terminal, data):
    try:
        while data:
            data = data[os.write(terminal, data[:1024]) :]
    except OSError:
        pass  # it has ended


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bytes", type=int, default=1 << 20, help="how much text [1048576]")
    parser.add_argument("--loss", type=float, default=0.1, help="of loss, doubling, reordering [0.1]")
    parser.add_argument("--limit", type=float, default=600, help="most seconds of a run [600]")
    options = parser.parse_args()
    trouble = {"loss": options.loss, "dup": options.loss, "reorder": options.loss}
    data = text(options.bytes)
    print(f"{'':<12}{'runs':>6}{'bytes':>10}{'same':>8}{'seconds':>10}{'sent':>10}")
    for name, program in programs():
        for tries in range(1, TRIES + 1):
            relay = Relay(None, seed=tries, **trouble)
            # IPMItool ends when SOL names another port than it talks to.
            with Bmc("--console", "echo", "--sol-port", str(relay.port)) as bmc, relay:
                relay.target = bmc.address
                back, took = paste(program, relay.port, data, options.limit)
                if back or tries == TRIES:
                    break
        same = "yes" if back == data else "part" if data.startswith(back) else "no"
        count = f"{tries:>6}{len(back):>10}{same:>8}{took:>10.1f}{relay.sent:>10}"
        print(f"{name:<12}{count}", flush=True)


main()
