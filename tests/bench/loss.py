#!/usr/bin/env python3
"""`power status` over a bad network, ours beside IPMItool's.

    cargo build --release && tests/bench/loss.py [--runs 100] [--theirs 10]

Each line: a kind of trouble in both directions, how many runs printed the right answer, how many
printed a wrong one, seconds, datagrams sent for each run. Shows figures and judges none.
"""

import argparse
import statistics
from concurrent.futures import ThreadPoolExecutor

from common import Bmc, Relay, programs, timed

TROUBLE = [
    {},
    {"loss": 0.1},
    {"loss": 0.3},
    {"dup": 0.3},
    {"reorder": 0.3},
    {"corrupt": 0.3},
    {"loss": 0.1, "dup": 0.1, "reorder": 0.1, "corrupt": 0.1},
]
RIGHT = "Chassis Power is on\n"


def one(program, options, trouble, seed, words):
    # A BMC of its own: sessions whose Close got lost hinder nobody else.
    with Bmc(*options) as bmc, Relay(bmc.address, seed=seed, **trouble) as relay:
        code, stdout, _, took = timed(program, relay.port, words)
        return code == 0 and stdout == RIGHT, stdout not in ("", RIGHT), took, relay.sent


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=100, help="runs of ours [100]")
    parser.add_argument("--theirs", type=int, default=10, help="runs of IPMItool [10]")
    parser.add_argument("--jobs", type=int, default=8, help="runs at the same time [8]")
    parser.add_argument("--loss", type=float, action="append", help="only this loss; repeatable")
    parser.add_argument("--slow-rakp2", type=int, metavar="MS", help="RAKP 2 takes this long too")
    parser.add_argument("--auto", action="store_true", help="without -C 3")
    words = parser.parse_args()

    options = []
    if words.slow_rakp2:
        options = ["--fault", f"slow=rakp2:{words.slow_rakp2}"]
    trouble = [{"loss": loss} for loss in words.loss] if words.loss else TROUBLE
    suite = [] if words.auto else ["-C", "3"]
    print(f"{'':<44}{'right':>9}{'wrong':>7}{'mean s':>9}{'median':>9}{'max':>8}{'sent':>8}")
    for kind in trouble:
        for name, program in programs():
            ours = name == "ripmitool"
            runs = words.runs if ours else words.theirs
            line = [*(["--deadline", "30s"] if ours else []), *suite, "power", "status"]
            with ThreadPoolExecutor(words.jobs) as pool:
                jobs = [pool.submit(one, program, options, kind, n, line) for n in range(runs)]
                results = [job.result() for job in jobs]
            if not results:
                continue
            good, bad, took, sent = zip(*results)
            label = ", ".join(f"{key} {value:g}" for key, value in kind.items()) or "none"
            print(
                f"{label:<34}{name:<10}{sum(good):>5}/{runs:<3}{sum(bad):>7}"
                f"{statistics.mean(took):>9.3f}{statistics.median(took):>9.3f}"
                f"{max(took):>8.2f}{statistics.mean(sent):>8.1f}",
                flush=True,
            )


main()
