#!/usr/bin/env python3
"""Datagrams, time, start-up and memory of `power status`, ours beside IPMItool's.

    cargo build --release && tests/bench/startup.py

Shows figures and judges none. RIPMITOOL and IPMITOOL in the environment name other programs.
"""

import argparse
import socket
import statistics
import subprocess
import time

from common import ENVIRONMENT, Bmc, Relay, command, programs, timed

STATUS = ["power", "status"]


def exchange(program, bmc, options):
    """Datagrams that the program sends, its seconds, and its lines on standard error."""
    with Relay(bmc.address) as relay:
        code, _, stderr, took = timed(program, relay.port, [*options, *STATUS])
        time.sleep(0.1)
        return code, relay.sent, took, len(stderr.splitlines())


def first_packet(program):
    """Seconds from the start of the process to its first datagram."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind(("127.0.0.1", 0))
        sock.settimeout(10)
        words = command(program, sock.getsockname()[1], ["-C", "3", *STATUS])
        start = time.perf_counter()
        child = subprocess.Popen(
            words, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        sock.recv(2048)
        took = time.perf_counter() - start
        child.kill()
        child.wait()
        return took


def whole_run(program, bmc):
    return timed(program, bmc.address[1], ["-C", "3", *STATUS])[3]


def peak_memory(program, bmc):
    """Peak resident set of a run in KiB, as the kernel counts it for this program alone.

    Figures from wait4() would include this interpreter, which the child was before its exec.
    """
    peak = 0
    with Relay(bmc.address, delay=0.01) as relay:
        child = subprocess.Popen(
            command(program, relay.port, ["-C", "3", *STATUS]),
            env=ENVIRONMENT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while child.poll() is None:
            try:
                with open(f"/proc/{child.pid}/status", encoding="ascii") as status:
                    lines = [line for line in status if line.startswith(("Name", "VmHWM"))]
            except OSError:
                break
            if len(lines) == 2 and not lines[0].split()[1].startswith("python"):
                peak = max(peak, int(lines[1].split()[1]))
            time.sleep(0.0005)
        child.wait()
    return peak


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=20, help="runs for each median [20]")
    runs = parser.parse_args().runs

    print("power status          suites of the BMC   datagrams sent   seconds   lines on stderr")
    for suites in ("3,17", "3"):
        with Bmc("--suites", suites) as bmc:
            for name, program in programs():
                for options in (["-C", "3"], []):
                    code, sent, took, lines = exchange(program, bmc, options)
                    label = " ".join([name, *options])
                    failed = "" if code == 0 else f"   exit {code}"
                    print(f"{label:<22}{suites:<20}{sent:>14}{took:>10.3f}{lines:>18}{failed}")

    print(f"\nmedian of {runs}      to first packet   whole run, -C 3   peak memory")
    with Bmc() as bmc:
        for name, program in programs():
            first = statistics.median(first_packet(program) for _ in range(runs))
            whole = statistics.median(whole_run(program, bmc) for _ in range(runs))
            memory = statistics.median(peak_memory(program, bmc) for _ in range(runs))
            print(f"{name:<16}{first * 1e3:>15.2f} ms{whole * 1e3:>15.2f} ms{memory:>10.0f} KiB")


main()
