"""Cases that run in a virtual machine with real ipmitool and with this program, one after the other on one BMC.

A case is a line with the words of one command; options may stand in front in brackets. `before: WORDS; WORDS` says which
commands ipmitool runs before each program has its turn, so that both find the same, up to the next such line; `once:`
runs them here and now. Standard output and exit status must be equal. Cases that a line of the departures file matches
may differ.
"""
import difflib
import re
import shlex
import time


def cases(path):
    before, once = [], []
    for line in open(path):
        line = line.strip()
        word, _, rest = line.partition(":")
        if word in ("before", "once"):
            commands = [shlex.split(part) for part in rest.split(";") if part.strip()]
            before, once = (commands, []) if word == "before" else ([], once + commands)
        elif line and not line.startswith("#"):
            options, words = re.fullmatch(r"(?:\[([^\]]*)\]\s*)?(.*)", line).groups()
            yield line, once, before, shlex.split(options or "") + shlex.split(words)
            once = []


def departures(path):
    lines = (line.strip() for line in open(path)) if path else ()
    return [re.compile(line.split("  ")[0]) for line in lines if line and not line.startswith("#")]


def both(there, before, words):
    """What each program gives: exit status, standard output and standard error."""
    for program in ("ipmitool", "ripmitool"):
        for earlier in before:
            there.run("ipmitool", *earlier)
        yield there.run(program, *words)


def show(case, theirs, ours):
    print(f"DIFFERENT: {case}: exit {theirs[0]}, ours {ours[0]}")
    for at, name in ((1, ""), (2, " 2>")):
        sides = (side[at].decode("latin1").splitlines() for side in (theirs, ours))
        print("\n".join(list(difflib.unified_diff(*sides, f"ipmitool{name}", f"ours{name}", lineterm="", n=2))[:60]))


def compare(there, path, known, only=""):
    """Runs the cases of a file; true when nothing differs that must not."""
    count = {"identical": 0, "departed": 0, "different": 0}
    for line, once, before, words in cases(path):
        if not re.search(only, line):
            continue
        for earlier in once:
            there.run("ipmitool", *earlier)
        started = time.monotonic()
        # A clock may tick between the two.
        for _ in range(3):
            theirs, ours = both(there, before, words)
            if theirs[:2] == ours[:2]:
                break
        if theirs[:2] == ours[:2]:
            count["identical"] += 1
        elif any(rule.fullmatch(line) for rule in known):
            count["departed"] += 1
            print(f"DEPARTED: {line}")
        else:
            count["different"] += 1
            show(line, theirs, ours)
        if time.monotonic() - started > 5:
            print(f"took {time.monotonic() - started:.1f} s: {line}")
    total = sum(count.values())
    for name, number in count.items():
        print(f"{name:9} {number:4} of {total}")
    return count["different"] == 0 and total > 0
