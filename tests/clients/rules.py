#!/usr/bin/env python3
"""What rubyipmi and bmclib make of `ipmitool`, by their rules.

    rules.py rubyipmi|bmclib PORT

Both run `ipmitool`, which is looked up in PATH, with options of their own, and pick from its output what they want. A
rule is a command and how that is read. Prints what was found as JSON, or null where a rule finds nothing.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile


def key(text):
    """How rubyipmi makes a name of a label."""
    return text.strip().replace(" ", "_").lower()


def parts(text):
    """A label and the rest, at the first colon; all of it twice without one."""
    return [part.strip() for part in (text.split(":", 1) if ":" in text else (text, text))]


def first_of(*words):
    """The first of the words that is anywhere in the text."""
    def read(text):
        found = re.search("|".join(words), text)
        return found and found.group()
    return read


def begins(*words):
    """Which of the words the text begins with."""
    return lambda text: next(filter(text.startswith, words), None)


def holds(word):
    return lambda text: word in text or None


def whole(text):
    return text


def done(_):
    """Only that the command did not fail."""
    return True


def last(text):
    """What is behind the last colon."""
    return text.rstrip("\n").split(":")[-1].strip()


def labels(text):
    """`lan print`: a later line without a label of its own takes the place of the one before."""
    return {key(name).replace(".", ""): value for name, value in map(parts, text.splitlines())}


def lists(text):
    """`bmc info`: lines without a colon are items of a list, which has its first item's name and lacks it."""
    found, name = {}, None
    for line in text.splitlines():
        columns = line.split(":")
        label, value = columns[0].strip(), columns[-1].strip()
        if label != value:
            found[label], name = value, None
        elif name is None:
            found[label], name = [], label
        else:
            found[name].append(value)
    return found


def inventories(text):
    """`fru`: an inventory begins with a line `FRU…`, and its name is the words before the bracket."""
    found, fields = {}, {}
    for line in text.splitlines():
        label, *value = line.split(":", 1)
        if re.match(r"FRU\s+Device", label):
            name = re.search(r"([\w\s]*)\(.*\)", value[0])
            fields = found[key(name.group(1)) if name else ""] = {}
        elif value:
            fields[key(label)] = value[0].strip()
    return found


def sensors(text):
    """`sensor`: columns, by the name in the first."""
    rows = [[column.strip() for column in line.split("|")] for line in text.splitlines()]
    return {key(row[0]).replace(".", ""): row[1:] for row in rows}


def users(text):
    """`user list`: five words a line, named by the words of the header; a line without a name is passed over."""
    header, *rows = [line.split() for line in text.splitlines()]
    return [{name: row[at] for at, name in enumerate(header[:5])} for row in rows if row[1] != "true"]


def events(text):
    """`sel list`: six columns; number, time, sensor, what happened."""
    rows = [[column.strip() for column in line.split("|")] for line in text.splitlines()]
    return [[row[0], f"{row[1]} {row[2]}", row[3], f"{row[4]} : {row[5]}"] for row in rows if len(row) >= 6]


DEVICES = ("pxe", "disk", "safe", "diag", "cdrom", "bios", "floppy")

# What takes time comes last.
RUBYIPMI = [
    ("power status", first_of("off", "on")),
    ("chassis status", whole),
    ("bmc info", lists),
    ("bmc guid", whole),
    ("lan print", labels),
    ("fru", inventories),
    ("sensor", sensors),
    ("chassis identify 255", done), ("chassis identify 0", done), ("chassis identify status", last),
    *[(f"chassis bootparam set bootflag force_{device}", done) for device in DEVICES],
    *[(f"chassis bootdev {device}", done) for device in DEVICES],
    ("lan set 1 ipaddr 127.0.0.1", done), ("lan set 1 netmask 255.0.0.0", done),
    ("lan set 1 defgw ipaddr 127.0.0.2", done), ("lan set 1 vlan id 17", done), ("lan print", labels),
    ("power off", done), ("power status", first_of("off", "on")),
    ("power on", done), ("power status", first_of("off", "on")),
    ("power reset", done), ("power diag", done), ("power cycle", done), ("power soft", done),
]

# Not `mc reset warm`: its session is gone, ipmitool asks for 26 s to close it, and says so before anything else.
BMCLIB = [
    ("chassis power status", begins("Chassis Power is on", "Chassis Power is off")),
    ("user list", users),
    ("channel getciphers ipmi", begins("ID   IANA")),
    ("channel getciphers sol", begins("ID   IANA")),
    ("sol info", whole),
    ("sol deactivate", begins("Info: SOL payload already de-activated")),
    ("sel list", events),
    ("sel clear", done),
    *[(f"chassis bootdev {device}{options}", holds(f"Set Boot Device to {device}"))
      for device in DEVICES
      for options in ("", " options=persistent", " options=efiboot", " options=persistent,efiboot")],
    ("chassis power off", holds("Chassis Power Control: Down/Off")),
    ("chassis power status", holds("Chassis Power is on")),
    ("chassis power on", begins("Chassis Power Control: Up/On")),
    ("chassis power status", holds("Chassis Power is on")),
    ("chassis power reset", begins("Chassis Power Control: Reset")),
    ("chassis power diag", done),
    ("chassis power cycle", begins("Chassis Power Control: Cycle")),
    ("chassis power soft", holds("Chassis Power Control: Soft")),
    ("mc reset cold", begins("Sent cold reset command to MC")),
]


def rubyipmi(port, folder):
    """A file for the password, and the options in this order."""
    file = os.path.join(folder, "password")
    with open(file, "w", encoding="ascii") as out:
        out.write("password")
    return ["-H", "127.0.0.1", "-U", "admin", "-I", "lanplus", "-p", port, "-f", file], dict(os.environ)


def bmclib(port, _folder):
    """The password is all there is in the environment; there is no path and no home."""
    words = ["-I", "lanplus", "-U", "admin", "-E", "-N", "5", "-H", "127.0.0.1", "-p", port, "-C", "3"]
    return words, {"IPMITOOL_PASSWORD": "password"}


def main():
    client, port = sys.argv[1:3]
    options, rules = {"rubyipmi": (rubyipmi, RUBYIPMI), "bmclib": (bmclib, BMCLIB)}[client]
    program = shutil.which("ipmitool")
    with tempfile.TemporaryDirectory() as folder:
        words, environment = options(port, folder)
        for command, read in rules:
            # Both take what is on standard error for output.
            run = subprocess.run([program, *words, *command.split()], env=environment, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60)
            found = read(run.stdout) if run.returncode == 0 else {"failed": run.stdout}
            print(json.dumps({command: found}))


if __name__ == "__main__":
    main()
