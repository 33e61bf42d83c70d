#!/usr/bin/env python3
"""What telegraf's ipmi_sensor input makes of `sdr`, `sdr elist` and `dcmi power reading`, by its rules.

    telegraf.py v1|v2 [--cache FILE] PROGRAM [OPTION...]

Prints one line for each metric, the power state last. With --cache it dumps the records to that file when it is not
there, and reads them with -S. Lines that the rules do not know are an error; what is no number gives no metric.
"""
import os
import re
import subprocess
import sys

LINE_V1 = re.compile(r"^(?P<name>[^|]*)\|(?P<description>[^|]*)\|(?P<status_code>.*)")
LINE_V2 = re.compile(
    r"^(?P<name>[^|]*)\|[^|]+\|(?P<status_code>[^|]*)\|(?P<entity_id>[^|]*)\|(?:(?P<description>[^|]+))?")
VALUE_V2 = re.compile(r"^(?P<analog_value>-?[0-9.]+)\s(?P<analog_unit>.*)|(?P<status>.+)|^$")
POWER = re.compile(r"^(?P<name>[^|]*):(?P<value>.*)?")
UNIT_V2 = re.compile(r"^(?P<unit>[^,]+)(?:,\s*(?P<status>.*))?")


def transform(text):
    """How tags are written."""
    return text.strip().lower().replace(" ", "_")


def first(line):
    """Schema 1: a hexadecimal number, a value with a unit, or nothing."""
    parts = {key: text.strip() for key, text in LINE_V1.match(line).groupdict().items()}
    tags = {"name": transform(parts["name"])}
    fields = {"status": int(parts["status_code"].lower() == "ok"), "value": 0.0}
    value, _, unit = parts["description"].partition(" ")
    if value.startswith("0x"):
        fields["value"] = float(int(parts["description"], 16))
    elif unit:
        fields["value"], tags["unit"] = float(value), transform(unit)
    return tags, fields


def second(line):
    """Schema 2: states and entities as well."""
    parts = {key: (text or "").strip() for key, text in LINE_V2.match(line).groupdict().items()}
    tags = {"name": transform(parts["name"]), "entity_id": transform(parts["entity_id"])}
    tags["status_code"] = parts["status_code"]
    fields = {"value": 0.0}
    value = VALUE_V2.match(parts["description"]).groupdict()
    if value["analog_value"] and value["analog_unit"]:
        fields["value"] = float(value["analog_value"])
        unit = UNIT_V2.match(value["analog_unit"]).groupdict()
        tags["unit"] = transform(unit["unit"])
        if unit["status"]:
            tags["status_desc"] = transform(unit["status"])
    else:
        tags["status_desc"] = transform(value["status"] or parts["status_code"])
    return tags, fields


def power(line):
    """`dcmi power reading`: a name, a number and a unit; other lines are passed over."""
    parts = POWER.match(line)
    value = parts["value"].strip().split(" ") if parts else []
    if len(value) == 2:
        return {"name": transform(parts["name"]), "unit": transform(value[1])}, {"value": float(value[0])}
    raise ValueError


def output(words, must=True):
    run = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60)
    if run.returncode != 0 and must:
        sys.exit(f"{words}: {run.stdout}")
    return run.stdout.splitlines()


def main():
    schema, *program = sys.argv[1:]
    words = ["sdr"]
    if program[0] == "--cache":
        cache, program = program[1], program[2:]
        if not os.path.exists(cache):
            output([*program, "sdr", "dump", cache])
        # Options come behind the first word.
        words += ["-S", cache]
    if schema == "v2":
        words.append("elist")
    rule = first if schema == "v1" else second
    lines = [(rule, line) for line in output([*program, *words])]
    lines += [(power, line) for line in output([*program, "dcmi", "power", "reading"], must=False)]
    for rule, line in lines:
        try:
            tags, fields = rule(line)
        except ValueError:
            continue
        joined = ",".join(f"{key}={text}" for key, text in sorted(tags.items()))
        print(f"ipmi_sensor,{joined}", " ".join(f"{key}={number}" for key, number in sorted(fields.items())))
    for line in output([*program, "chassis", "power", "status"]):
        print("ipmi_sensor,name=chassis_power_status", f"value={int('Chassis Power is on' in line)}")


if __name__ == "__main__":
    main()
