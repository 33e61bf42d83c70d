#!/usr/bin/env python3
"""Drives a BMC with pyghmi, unmodified: what OpenStack's and xCAT's tools are made of.

    pyghmi.py power|boot|machine|network|users|log|items|console HOST PORT USER PASSWORD

Prints what it found as JSON, one object.
"""
import json
import sys
import time

# This file has the library's name; its folder must not come first.
sys.path.pop(0)

from pyghmi.ipmi import command, console  # noqa: E402


def power(ipmi):
    yield "first", ipmi.get_power()["powerstate"]
    for state in ("off", "on", "softoff", "on"):
        yield f"wait {state}", ipmi.set_power(state, wait=10)["powerstate"]
    for state in ("reset", "diag", "boot"):
        yield state, list(ipmi.set_power(state))
    ipmi.set_identify(True, duration=10)


def boot(ipmi):
    for device in ("network", "hd", "optical", "setup", "floppy", "safe", "default"):
        for persist, uefi in ((False, False), (True, True)):
            ipmi.set_bootdev(device, persist=persist, uefiboot=uefi)
            yield f"{device} {persist}", ipmi.get_bootdev()


def machine(ipmi):
    """Everything at once: sensors, health, inventories, firmware."""
    yield "sensors", {reading.name: [reading.value, reading.units] for reading in ipmi.get_sensor_data()}
    health = ipmi.get_health()
    yield "health", [health["health"], [reading.name for reading in health["badreadings"]]]
    yield "inventory", dict(ipmi.get_inventory())
    yield "firmware", dict(ipmi.get_firmware())


def items(ipmi):
    """One by one, as far as it can read what is rare."""
    yield "descriptions", [found["name"] for found in ipmi.get_sensor_descriptions()]
    yield "cpu", ipmi.get_sensor_reading("CPU1 Temp").value
    for name in ("System", "PSU1", "PSU2"):
        yield name, ipmi.get_inventory_of_component(name)
    yield "names", list(ipmi.get_inventory_descriptions())
    yield "firmware", dict(ipmi.get_firmware())


def network(ipmi):
    ipmi.set_net_configuration(ipv4_address="192.0.2.77/24", ipv4_configuration="Static", ipv4_gateway="192.0.2.1")
    yield "net", ipmi.get_net_configuration()
    yield "destinations", ipmi.get_alert_destination_count()
    yield "destination", ipmi.get_alert_destination(1)
    ipmi.set_alert_community("elsewhere")
    ipmi.set_mci("node12")
    yield "mci", ipmi.get_mci()
    yield "asset", ipmi.get_asset_tag()
    yield "channel", ipmi.get_channel_info()
    yield "access", ipmi.get_channel_access()


def users(ipmi):
    yield "max", ipmi.get_channel_max_user_count()
    ipmi.create_user(uid=5, name="carol", password="secret12", privilege_level="operator")
    yield "created", ipmi.get_user(5)
    yield "password", ipmi.set_user_password(5, mode="test_password", password="secret12")
    other = command.Command(bmc=sys.argv[2], port=int(sys.argv[3]), userid="carol", password="secret12", privlevel=3)
    yield "her power", other.get_power()["powerstate"]
    other.ipmi_session.logout()
    ipmi.set_user_name(5, "dora")
    ipmi.set_user_access(5, privilege_level="user")
    yield "changed", ipmi.get_user(5)
    ipmi.user_delete(5)
    yield "all", {uid: user["name"] for uid, user in ipmi.get_users().items()}


def log(ipmi):
    yield "events", [[entry.get("component"), entry.get("event")] for entry in ipmi.get_event_log(clear=True)]
    yield "cleared", len(list(ipmi.get_event_log()))


def typed(host, port, user, password):
    """Types at the console; ends when the answer is there, or after ten seconds."""
    shown = []

    def take(data):
        shown.append(data.decode() if isinstance(data, bytes) else json.dumps(data))

    session = console.Console(bmc=host, port=int(port), userid=user, password=password, iohandler=take, force=True)
    for line in ("hostname\r", "echo forty two\r"):
        session.send_data(line)
        end = time.monotonic() + 10
        while "mock# " not in "".join(shown)[-8:] and time.monotonic() < end:
            session.wait_for_rsp(0.2)
        time.sleep(0)
    end = time.monotonic() + 10
    while "\nforty two" not in "".join(shown).replace("\r", "\n") and time.monotonic() < end:
        session.wait_for_rsp(0.2)
    session.close()
    return "".join(shown)


def main():
    part, host, port, user, password = sys.argv[1:6]
    if part == "console":
        found = {"shown": typed(host, port, user, password)}
    else:
        ipmi = command.Command(bmc=host, port=int(port), userid=user, password=password)
        steps = {"power": power, "boot": boot, "machine": machine, "items": items, "network": network, "users": users,
                 "log": log}
        found = dict(steps[part](ipmi))
        ipmi.ipmi_session.logout()
    json.dump(found, sys.stdout, default=str)


if __name__ == "__main__":
    main()
