#!/usr/bin/env python3
"""Text pasted through `sol activate` to a console that gives it back, over a bad network, ours
beside IPMItool's.

    cargo build --release && tests/bench/console.py [--bytes 1048576] [--loss 0.1] [--limit 600]

Each line: who, how many runs it took to get a console, how many bytes came back, whether they were
the same, in order and once, seconds, datagrams sent. A run ends when all is back, when nothing came for half a minute, or at the limit.
Shows figures and judges none.
"""

import argparse
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
    """What came back behind the banner, and seconds."""
    start = time.monotonic()
    run = subprocess.Popen(
        command(program, port, ["-C", "3", "sol", "activate"]),
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )

    def feed():
        try:
            run.stdin.write(data)
            run.stdin.flush()
        except OSError:
            pass  # it has ended

    threading.Thread(target=feed, daemon=True).start()
    back, took = b"", 0.0
    while time.monotonic() - start < limit:
        ready, _, _ = select.select([run.stdout], [], [], SILENCE)
        piece = run.stdout.read1(65536) if ready else b""
        if not piece:
            break
        back += piece
        took = time.monotonic() - start
        if len(back) >= len(data) + back.find(b"\n") + 1:
            break
    run.terminate()
    run.wait()
    return back.partition(b"\n")[2], took


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
            with (
                Bmc("--console", "echo") as bmc,
                Relay(bmc.address, seed=tries, **trouble) as relay,
            ):
                back, took = paste(program, relay.port, data, options.limit)
                if back or tries == TRIES:
                    break
        same = "yes" if back == data else "part" if data.startswith(back) else "no"
        count = f"{tries:>6}{len(back):>10}{same:>8}{took:>10.1f}{relay.sent:>10}"
        print(f"{name:<12}{count}", flush=True)


main()
