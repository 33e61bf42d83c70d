#!/usr/bin/env python3
"""The same command many times: in one session (`exec`), and a run of the program for each, ours
beside IPMItool's.

    cargo build --release && tests/bench/exec.py [--times 500] [--rtt 0] [COMMAND ...]

Each line: who, how many right answers, seconds, datagrams sent for all of them. Shows figures and
judges none.
"""

import argparse
import os
import tempfile
import time

from common import Bmc, Relay, programs, timed


def script(program, port, command, times):
    """All of them in one session: what was printed."""
    with tempfile.NamedTemporaryFile("w", suffix=".ipmi") as file:
        file.write(f"{command}\n" * times)
        file.flush()
        return timed(program, port, ["-C", "3", "exec", file.name])[1]


def runs(program, port, command, times):
    """A run for each: what was printed."""
    words = ["-C", "3", *command.split()]
    return "".join(timed(program, port, words)[1] for _ in range(times))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=500, help="commands [500]")
    parser.add_argument("--rtt", type=float, default=0, metavar="MS", help="round trip time [0]")
    parser.add_argument("command", nargs="*", default=["power", "status"])
    options = parser.parse_args()
    command = " ".join(options.command)
    print(f"{options.times} x {command}, {os.cpu_count()} processors")
    print(f"{'':<22}{'right':>8}{'seconds':>10}{'sent':>8}")
    for how, run in [("exec", script), ("runs", runs)]:
        for name, program in programs():
            # The datagrams pass a relay for both, so that it takes the same of each.
            with Bmc() as bmc, Relay(bmc.address, delay=options.rtt / 2000) as relay:
                want = timed(program, bmc.address[1], ["-C", "3", *command.split()])[1]
                start = time.monotonic()
                said = run(program, relay.port, command, options.times)
                took = time.monotonic() - start
                right = said.count(want) if said == want * options.times else -1
                print(f"{name + ' ' + how:<22}{right:>8}{took:>10.2f}{relay.sent:>8}", flush=True)


main()
