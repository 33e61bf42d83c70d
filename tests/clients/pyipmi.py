#!/usr/bin/env python3
"""Reads a BMC with python-ipmi over its ipmitool interface: every request is a run of `ipmitool raw`.

    pyipmi.py lan|lanplus HOST PORT USER PASSWORD

`ipmitool` is looked up in PATH. Prints what was found.
"""
import sys

# This file has the library's name; its folder must not come first.
sys.path.pop(0)

import pyipmi  # noqa: E402
import pyipmi.interfaces  # noqa: E402


def connect(kind, host, port, user, password):
    interface = pyipmi.interfaces.create_interface("ipmitool", interface_type=kind)
    connection = pyipmi.create_connection(interface)
    connection.target = pyipmi.Target(ipmb_address=0x20)
    connection.session.set_session_type_rmcp(host, int(port))
    connection.session.set_auth_type_user(user, password)
    connection.session.establish()
    return connection


def device(ipmi):
    found = ipmi.get_device_id()
    print("device", found.device_id, found.fw_revision, found.manufacturer_id, found.product_id)
    print("power", ipmi.get_chassis_status().power_on)


def sensors(ipmi):
    records = ipmi.get_repository_sdr_list()
    print("records", len(records))
    for record in records:
        name = getattr(record, "device_id_string", None)
        print("record", record.id, record.type, name)
    # One process for each request: a few readings will do.
    full = [record for record in records if record.type == 1 and record.owner_id == 0x20][:5]
    for record in full:
        raw, states = ipmi.get_sensor_reading(record.number, record.owner_lun)
        value = None if raw is None else record.convert_sensor_raw_to_value(raw)
        print("sensor", record.number, raw, states, value)


def log(ipmi):
    print("entries", ipmi.get_sel_entries_count())
    for entry in ipmi.sel_entries():
        print("entry", entry.record_id, entry.type, bytes(entry.data).hex())


def inventory(ipmi):
    # Reading further ends in array.tostring, which Python has lost.
    print("fru", ipmi.get_fru_inventory_area_info())


def main():
    ipmi = connect(*sys.argv[1:6])
    for part in (device, sensors, log, inventory):
        part(ipmi)


if __name__ == "__main__":
    main()
