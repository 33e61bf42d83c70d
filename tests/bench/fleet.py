#!/usr/bin/env python3
"""Hundreds of BMCs in one process: memory, start, idleness, `ipmipower` over all of them, and one
hypervisor that hangs.

    cargo build --release && tests/bench/fleet.py [--count 300] [--idle 30] [--runs 50]

Listens on addresses of 127.9.0.0/16. Needs FreeIPMI's ipmipower for its part. Shows figures and
judges none.
"""

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import tempfile
import time

from common import ENVIRONMENT, OURS

CONFIG = """
[[defaults.user]]
name = "admin"
password = "password"
privilege = "administrator"

[[bmc]]
match = "slow"
hypervisor = "command"
power-command = "{folder}/slow"
"""


def free_port():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


class Fleet:
    """`ripmitool mock-bmc --vms`; the last of its BMCs has a hypervisor that takes a minute."""

    def __init__(self, folder, count, state):
        self.port = free_port()
        self.hosts = [f"127.9.{at // 250}.{at % 250 + 1}" for at in range(count)]
        names = [f"node{at:03}" for at in range(count - 1)] + ["slow"]
        self.write(folder, "vms", "".join(f"{n},{h}:{self.port}\n" for n, h in zip(names, self.hosts)))
        self.write(folder, "config.toml", CONFIG.format(folder=folder))
        self.write(folder, "slow", "#!/bin/sh\nexec sleep 60\n")
        os.chmod(os.path.join(folder, "slow"), 0o755)
        at = lambda name: os.path.join(folder, name)
        words = [OURS, "mock-bmc", "--vms", at("vms"), "--config", at("config.toml")]
        begin = time.perf_counter()
        self.child = subprocess.Popen(
            words + (["--state", at("state")] if state else []), stdout=subprocess.PIPE, text=True
        )
        self.ready = self.child.stdout.readline().strip()
        self.took = time.perf_counter() - begin

    @staticmethod
    def write(folder, name, text):
        with open(os.path.join(folder, name), "w") as file:
            file.write(text)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.child.terminate()
        self.child.wait()

    def status(self):
        """Lines of /proc/PID/status."""
        with open(f"/proc/{self.child.pid}/status") as file:
            return dict(line.rstrip("\n").split(":\t", 1) for line in file if ":\t" in line)

    def ticks(self):
        """Seconds of processor time, and switches of all threads."""
        folder = f"/proc/{self.child.pid}"
        with open(f"{folder}/stat") as file:
            user, system = file.read().rsplit(")", 1)[1].split()[11:13]
        switches = 0
        for task in os.listdir(f"{folder}/task"):
            with open(f"{folder}/task/{task}/status") as file:
                switches += sum(int(line.split()[1]) for line in file if "ctxt_switches" in line)
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK"), switches

    def login(self, host):
        return ["-I", "lanplus", "-H", host, "-p", str(self.port), "-U", "admin", "-P", "password"]

    def ask(self, host):
        """Seconds of one `power status`."""
        begin = time.perf_counter()
        words = [OURS, *self.login(host), "-C", "17", "power", "status"]
        run = subprocess.run(words, env=ENVIRONMENT, capture_output=True, text=True)
        assert run.stdout == "Chassis Power is on\n", run
        return time.perf_counter() - begin


def memory(fleet, what):
    status = fleet.status()
    descriptors = len(os.listdir(f"/proc/{fleet.child.pid}/fd"))
    print(
        f"{what}: {int(status['VmRSS'].split()[0]) / 1024:.1f} MiB resident, of these "
        f"{int(status['RssAnon'].split()[0]) / 1024:.1f} MiB its own; {status['Threads']} threads, {descriptors} descriptors"
    )


def ipmipower(fleet):
    program = shutil.which("ipmipower") or "/usr/sbin/ipmipower"
    if not os.path.exists(program):
        print("ipmipower: not installed")
        return
    hosts = ",".join(f"{host}:{fleet.port}" for host in fleet.hosts[:-1])
    for action in ["--stat", "--off", "--stat", "--on", "--stat"]:
        words = [program, "-h", hosts, "-u", "admin", "-p", "password", "-D", "LAN_2_0", "-I", "17", action]
        begin = time.perf_counter()
        run = subprocess.run(words, env=ENVIRONMENT, capture_output=True, text=True)
        took = time.perf_counter() - begin
        answers = {}
        for line in run.stdout.splitlines():
            answer = line.rsplit(": ", 1)[-1]
            answers[answer] = answers.get(answer, 0) + 1
        print(f"ipmipower {action}: {took:.2f} s, {answers}")


def hanging(fleet, runs):
    quick = fleet.hosts[:-1]
    many = lambda: [fleet.ask(quick[at * 7 % len(quick)]) for at in range(runs)]
    show = lambda times: f"median {statistics.median(times) * 1000:.1f} ms, longest {max(times) * 1000:.1f} ms"
    before = many()
    words = [OURS, *fleet.login(fleet.hosts[-1]), "-N", "70", "-R", "1", "power", "status"]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as slow:
        during = many()
        slow.terminate()
    print(f"power status of others: {show(before)}; while a hypervisor hangs: {show(during)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=300, help="BMCs [300]")
    parser.add_argument("--idle", type=int, default=30, help="seconds of idleness [30]")
    parser.add_argument("--runs", type=int, default=50, help="runs beside a hanging hypervisor [50]")
    options = parser.parse_args()
    for state in [False, True]:
        with tempfile.TemporaryDirectory() as folder, Fleet(folder, options.count, state) as fleet:
            print(f"-- {fleet.ready}, {'states in files' if state else 'no state files'}: after {fleet.took:.3f} s")
            time.sleep(1)
            memory(fleet, "at first")
            (time_before, switches_before) = fleet.ticks()
            time.sleep(options.idle)
            (time_after, switches_after) = fleet.ticks()
            print(
                f"idle for {options.idle} s: {time_after - time_before:.2f} s of processor time, "
                f"{switches_after - switches_before} context switches"
            )
            ipmipower(fleet)
            hanging(fleet, options.runs)
            memory(fleet, "at the end")
            begin = time.perf_counter()
    print(f"ended after {time.perf_counter() - begin:.3f} s")


if __name__ == "__main__":
    main()
