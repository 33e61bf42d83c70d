#!/usr/bin/env python3
"""What OpenStack Ironic's ipmitool driver makes of `sdr -v`, by its rules.

    ironic.py PROGRAM [OPTION...]

Blocks end with an empty line; a field is a line with one colon; the type is the first word behind `Sensor Type`.
Blocks without a type are an error, those without a reading are left out. Prints the sensors as JSON, by type.
"""
import json
import subprocess
import sys


def fields(block):
    pairs = (line.split(":") for line in block.split("\n") if not line.startswith("<<"))
    return {pair[0].strip(): pair[1].strip() for pair in pairs if len(pair) == 2}


def sensor_type(sensor):
    for kind in ("Analog", "Discrete", "Threshold"):
        if (name := sensor.get(f"Sensor Type ({kind})")) is not None:
            return name.split(" ", 1)[0]
    sys.exit(f"unknown sensor type: {sensor}")


def main():
    run = subprocess.run([*sys.argv[1:], "sdr", "-v"], capture_output=True, text=True, timeout=60)
    if run.returncode != 0:
        sys.exit(run.stderr)
    found = {}
    for sensor in filter(None, map(fields, run.stdout.split("\n\n"))):
        kind = sensor_type(sensor)
        if "Sensor Reading" in sensor:
            found.setdefault(kind, {})[sensor["Sensor ID"]] = sensor
    if not found:
        sys.exit(f"no sensors: {run.stdout}")
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
