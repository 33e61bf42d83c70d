#!/usr/bin/env python3
"""Requests and time of the commands that read records, ours beside IPMItool's and FreeIPMI's.

    cargo build --release && tests/bench/inventory.py --lab DIR --model FILE.emu [--rtt 50]

DIR holds `bmc-sim`, which runs ipmi_sim with a model, and `lossy-link`, which delays and logs
datagrams; LAB and MODEL in the environment say the same. ipmi_sim gives records in parts, our own
BMC whole ones. Each line: a command, who ran it, its datagrams, seconds, seconds as a part of
IPMItool's, exit status, and whether it printed the same as IPMItool. Shows figures and judges none.
"""

import argparse
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from common import ENVIRONMENT, OURS, THEIRS, Bmc

COMMANDS = [
    ["sdr", "elist"],
    ["sensor", "list"],
    ["sensor", "get", "NAME"],
    ["fru", "print"],
    ["sel", "elist"],
]
PEER = ["ipmi-sensors", "-D", "LAN_2_0", "-I", "3", "-W", "opensesspriv", "-l", "ADMIN"]


def free_port():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


class Tool:
    """One of the lab's tools, until it has said that it is ready."""

    def __init__(self, *words):
        self.child = subprocess.Popen(
            [str(word) for word in words],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        line = self.child.stdout.readline()
        if not line.startswith("ready"):
            raise SystemExit(f"{words[0]}: {line or 'did not start'}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.child.send_signal(signal.SIGTERM)
        self.child.wait()


def sent(log):
    with open(log, encoding="ascii") as lines:
        return sum(" c2s " in line for line in lines)


def run(words, log, environment):
    """Standard output, exit status, datagrams sent, and seconds."""
    before = sent(log)
    start = time.monotonic()
    done = subprocess.run(
        words,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        errors="replace",
        timeout=1200,
        check=False,
    )
    took = time.monotonic() - start
    time.sleep(0.2)
    return done.stdout, done.returncode, sent(log) - before, took


def row(command, who, result, reference=None):
    text, code, count, took = result
    ratio, same = "", ""
    if reference:
        ratio = f"{took / reference[3]:.3f}"
        same = "yes" if text == reference[0] else "no"
    print(
        f"{command:<26}{who:<28}{count:>6}{took:>9.2f}{ratio:>8}{code:>6}{same:>6}",
        flush=True,
    )


def first_sensor(text):
    """The name in the first line of `sensor list` that has a reading."""
    found = re.search(r"^(\S.*?) *\| [\d.]+ ", text, re.MULTILINE)
    return found.group(1) if found else "Temp"


def compare(title, link, log, options):
    """All commands at the BMC behind a link."""
    folder = os.path.dirname(log)
    login = ["-H", "127.0.0.1", "-p", str(link), "-U", "admin", "-P", "password"]
    login = ["-I", "lanplus", "-C", "3", *login]
    environment = {**ENVIRONMENT, "XDG_CACHE_HOME": os.path.join(folder, "cache")}
    print(f"{title:<54}{'sent':>6}{'seconds':>9}{'of it':>8}{'exit':>6}{'same':>6}")
    name = "Temp"
    for command in COMMANDS:
        words = [name if word == "NAME" else word for word in command]
        label = " ".join(words)
        reference = None
        if not options.skip_theirs and shutil.which(THEIRS):
            reference = run([THEIRS, *login, *words], log, environment)
            row(label, "ipmitool", reference)
            if words == ["sensor", "list"]:
                name = first_sensor(reference[0])
        for who, more in [
            ("cold", []),
            ("cold", ["--inflight", "8"]),
            ("warm", []),
            ("warm", ["--inflight", "8"]),
        ]:
            if who == "cold":
                shutil.rmtree(environment["XDG_CACHE_HOME"], ignore_errors=True)
            elif not more:
                # A command that stops at what it looks for leaves part of a cache behind.
                run([OURS, *login, "--inflight", "8", "sdr", "list"], log, environment)
            result = run([OURS, *login, *more, *words], log, environment)
            row(label, " ".join(["ripmitool", who, *more]), result, reference)
    if not options.skip_theirs and shutil.which(PEER[0]):
        cache = ["--sdr-cache-directory", folder]
        login = ["-h", f"127.0.0.1:{link}", "-u", "admin", "-p", "password"]
        for who in ("cold", "warm"):
            row(PEER[0], who, run([*PEER, *cache, *login], log, environment))


def behind_link(title, port, options):
    link = free_port()
    with tempfile.TemporaryDirectory() as folder:
        log = os.path.join(folder, "log")
        tool = os.path.join(options.lab, "lossy-link")
        with Tool(tool, link, port, "--rtt", options.rtt, "--log", log):
            compare(title, link, log, options)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lab", default=os.environ.get("LAB"), help="directory of the lab")
    parser.add_argument("--model", default=os.environ.get("MODEL"), help="model for ipmi_sim")
    parser.add_argument("--rtt", type=float, default=50, help="round-trip time in ms [50]")
    parser.add_argument("--skip-theirs", action="store_true", help="ours only")
    parser.add_argument("--bmc", choices=["sim", "mock"], help="one of the two BMCs only")
    options = parser.parse_args()
    if not options.lab or not (options.model or options.bmc == "mock"):
        parser.error("--lab and --model are needed")
    if options.bmc != "mock":
        port = free_port()
        with Tool(os.path.join(options.lab, "bmc-sim"), options.model, "--port", port):
            behind_link("ipmi_sim, in parts", port, options)
    if options.bmc != "sim":
        with Bmc() as bmc:
            behind_link("mock-bmc, whole records", bmc.address[1], options)


main()
