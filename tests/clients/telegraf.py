#!/usr/bin/env python3
"""What telegraf's ipmi_sensor input makes of `sdr` and `sdr elist`, by the rules of its documentation.

    telegraf.py v1|v2 PROGRAM [OPTION...]

Prints one line for each metric. Lines that the rules do not know are an error.
"""
import re
import subprocess
import sys

LINE_V1 = re.compile(r"^(?P<name>[^|]*)\|(?P<description>[^|]*)\|(?P<status_code>.*)")
LINE_V2 = re.compile(
    r"^(?P<name>[^|]*)\|[^|]+\|(?P<status_code>[^|]*)\|(?P<entity_id>[^|]*)\|(?:(?P<description>[^|]+))?")
VALUE_V2 = re.compile(r"^(?P<analog_value>-?[0-9.]+)\s(?P<analog_unit>.*)|(?P<status>.+)|^$")
UNIT_V2 = re.compile(r"^(?P<unit>[^,]+)(?:,\s*(?P<status>.*))?")


def transform(text):
    """How tags and fields are written."""
    return text.strip().lower().replace(" ", "_")


def first(line):
    """Schema 1: a value with a unit, a hexadecimal number, or nothing."""
    parts = {key: text.strip() for key, text in LINE_V1.match(line).groupdict().items()}
    tags = {"name": transform(parts["name"])}
    fields = {"status": int(parts["status_code"] == "ok")}
    description = parts["description"]
    if " " in description:
        value, unit = description.split(" ", 1)
        try:
            fields["value"], tags["unit"] = float(value), transform(unit)
        except ValueError:
            fields["value"] = 0.0
    elif description.startswith("0x"):
        fields["value"] = float(int(description, 16))
    return tags, fields


def second(line):
    """Schema 2: states and entities as well."""
    parts = {key: (text or "").strip() for key, text in LINE_V2.match(line).groupdict().items()}
    tags = {key: transform(parts[key]) for key in ("name", "entity_id", "status_code")}
    fields = {}
    value = VALUE_V2.match(parts["description"]).groupdict()
    if value["analog_value"]:
        fields["value"] = float(value["analog_value"])
        unit = UNIT_V2.match(value["analog_unit"]).groupdict()
        tags["unit"] = transform(unit["unit"])
        if unit["status"]:
            tags["status_desc"] = transform(unit["status"])
    else:
        fields["value"] = 0.0
        if value["status"]:
            tags["status_desc"] = transform(value["status"])
    return tags, fields


def main():
    schema, program = sys.argv[1:3]
    words = ["sdr"] if schema == "v1" else ["sdr", "elist"]
    run = subprocess.run([program, *sys.argv[3:], *words], capture_output=True, text=True, timeout=60)
    if run.returncode != 0:
        sys.exit(run.stderr)
    rule = first if schema == "v1" else second
    for line in run.stdout.splitlines():
        tags, fields = rule(line)
        joined = ",".join(f"{key}={text}" for key, text in sorted(tags.items()))
        print(f"ipmi_sensor,{joined}", " ".join(f"{key}={number}" for key, number in sorted(fields.items())))


if __name__ == "__main__":
    main()
