#!/usr/bin/env python3
"""Requests and time of the commands that read records, ours beside IPMItool's and FreeIPMI's.

    cargo build --release && tests/bench/inventory.py --lab DIR --model FILE.emu [--rtt 50]

DIR holds `bmc-sim`, which runs ipmi_sim with a model, and `lossy-link`, which delays and logs
datagrams; LAB and MODEL in the environment say the same. Each line: a command, who ran it, its
datagrams, seconds, exit status, and whether it printed the same as IPMItool. Shows figures and
judges none.
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

from common import ENVIRONMENT, OURS, THEIRS

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


def row(command, who, result, same):
    _, code, count, took = result
    print(f"{command:<26}{who:<24}{count:>8}{took:>10.2f}{code:>6}{same:>8}", flush=True)


def first_sensor(text):
    """The name in the first line of `sensor list` that has a reading."""
    found = re.search(r"^(\S.*?) *\| [\d.]+ ", text, re.MULTILINE)
    return found.group(1) if found else "Temp"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lab", default=os.environ.get("LAB"), help="directory of the lab")
    parser.add_argument("--model", default=os.environ.get("MODEL"), help="model for ipmi_sim")
    parser.add_argument("--rtt", type=float, default=50, help="round-trip time in ms [50]")
    parser.add_argument("--skip-theirs", action="store_true", help="ours only")
    options = parser.parse_args()
    if not (options.lab and options.model):
        parser.error("--lab and --model are needed")

    bmc, link = free_port(), free_port()
    login = ["-H", "127.0.0.1", "-p", str(link), "-U", "admin", "-P", "password"]
    login = ["-I", "lanplus", "-C", "3", *login]
    lab = options.lab
    with (
        tempfile.TemporaryDirectory() as folder,
        Tool(os.path.join(lab, "bmc-sim"), options.model, "--port", bmc),
        Tool(os.path.join(lab, "lossy-link"), link, bmc, "--rtt", options.rtt, "--log",
             os.path.join(folder, "log")),
    ):
        log = os.path.join(folder, "log")
        environment = {**ENVIRONMENT, "XDG_CACHE_HOME": os.path.join(folder, "cache")}
        print(f"{'':<50}{'sent':>8}{'seconds':>10}{'exit':>6}{'same':>8}")
        name = "Temp"
        for command in COMMANDS:
            words = [name if word == "NAME" else word for word in command]
            label = " ".join(words)
            reference = None
            if not options.skip_theirs and shutil.which(THEIRS):
                reference = run([THEIRS, *login, *words], log, environment)
                row(label, "ipmitool", reference, "")
                if words == ["sensor", "list"]:
                    name = first_sensor(reference[0])
            shutil.rmtree(environment["XDG_CACHE_HOME"], ignore_errors=True)
            for who, more in [("cold", []), ("warm", []), ("warm", ["--inflight", "8"])]:
                if who == "warm":
                    # A command that stops at what it looks for leaves no cache behind.
                    run([OURS, *login, "sdr", "list"], log, environment)
                result = run([OURS, *login, *more, *words], log, environment)
                same = ""
                if reference:
                    same = "yes" if result[0] == reference[0] else "no"
                row(label, " ".join(["ripmitool", who, *more]), result, same)
        if not options.skip_theirs and shutil.which(PEER[0]):
            cache = ["--sdr-cache-directory", folder]
            login = ["-h", f"127.0.0.1:{link}", "-u", "admin", "-p", "password"]
            for who in ("cold", "warm"):
                row(PEER[0], who, run([*PEER, *cache, *login], log, environment), "")


main()
