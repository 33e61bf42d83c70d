#!/usr/bin/env python3
"""OpenStack Ironic's own ipmitool driver at a BMC; only the conductor around it is made up.

    ironic.py sensors|node|refused|suites|failing PORT

`ipmitool` is looked up in PATH. Prints what the driver made of it as JSON.
"""
import json
import sys
import tempfile
import types

# This file has the package's name; its folder must not come first.
sys.path.pop(0)

from ironic.common import boot_devices, exception, states  # noqa: E402
from ironic.conductor import task_manager  # noqa: E402
from ironic.conf import CONF  # noqa: E402
from ironic.drivers.modules import ipmitool as driver  # noqa: E402
from oslo_concurrency import processutils  # noqa: E402

BRIDGE = {"ipmi_local_address": "0x20", "ipmi_target_address": "0x24", "ipmi_target_channel": "0"}
SINGLE = {"ipmi_bridging": "single", **BRIDGE}
DUAL = {
    "ipmi_bridging": "dual", "ipmi_local_address": "0x20",
    "ipmi_transit_address": "0x24", "ipmi_transit_channel": "0",
    "ipmi_target_address": "0x72", "ipmi_target_channel": "7",
}


class Forgetful(dict):
    """The times of the last commands: the driver waits a second between two."""

    def __setitem__(self, key, value):
        pass


class Node(types.SimpleNamespace):
    """A node that no database knows."""

    def __init__(self, port, **info):
        login = {"ipmi_address": "127.0.0.1", "ipmi_port": port, "ipmi_username": "admin",
                 "ipmi_password": "password", "ipmi_cipher_suite": "3"}
        super().__init__(uuid="node", driver_info={**login, **info}, driver_internal_info={},
                         instance_info={}, properties={})

    def save(self):
        pass

    def set_driver_internal_info(self, key, value):
        self.driver_internal_info[key] = value

    def del_driver_internal_info(self, key):
        return self.driver_internal_info.pop(key, None)


class Task(task_manager.TaskManager):
    """A task that has its node to itself, without a database."""

    node = None

    def __init__(self, port, **info):
        self.node, self.shared = Node(port, **info), False
        self.context = types.SimpleNamespace(ensure_thread_contain_context=lambda: None)
        self.driver = types.SimpleNamespace(power=driver.IPMIPower(), management=driver.IPMIManagement(),
                                            vendor=driver.VendorPassthru(), console=driver.IPMISocatConsole())

    def mode(self, name):
        self.node.driver_internal_info["deploy_boot_mode"] = name


def tried(call, *arguments, **named):
    """What a call gives, or how it fails."""
    try:
        return call(*arguments, **named)
    except processutils.ProcessExecutionError as error:
        again = [text for text in driver.IPMITOOL_RETRYABLE_FAILURES if text in str(error)]
        suite = driver.check_cipher_suite_errors(error.stderr)
        return {"exit": error.exit_code, "stdout": error.stdout, "again": again, "suite": suite}
    except exception.IronicException as error:
        return f"{type(error).__name__}: {error}"


def sensors(port):
    yield "sensors", Task(port).driver.management.get_sensors_data(Task(port))


def boot(task):
    """Every device, once and for good, in both modes."""
    management = task.driver.management
    for mode in ("bios", "uefi"):
        task.mode(mode)
        for device in management.get_supported_boot_devices(task):
            for persistent in (False, True):
                management.set_boot_device(task, device, persistent=persistent)
                yield f"boot {mode} {device} {persistent}", management.get_boot_device(task)
    task.node.properties["vendor"] = "supermicro"
    management.set_boot_device(task, boot_devices.DISK)
    yield "boot supermicro", management.get_boot_device(task)
    port = task.node.driver_info["ipmi_port"]
    forced = Task(port, ipmi_force_boot_device=True, ipmi_disable_boot_timeout=False)
    management.set_boot_device(forced, boot_devices.PXE, persistent=True)
    yield "boot forced", management.get_boot_device(forced)


def power(task):
    """From on to on."""
    interface = task.driver.power
    yield "power", interface.get_power_state(task)
    for state in (states.POWER_OFF, states.POWER_ON, states.SOFT_POWER_OFF):
        interface.set_power_state(task, state, timeout=10)
        yield f"power {state}", interface.get_power_state(task)
    # The first time the system is off, and the driver only turns it on.
    for name in ("power from off", "power reboot"):
        interface.reboot(task, timeout=10)
        yield name, interface.get_power_state(task)
    yield "nmi", task.driver.management.inject_nmi(task)


def other(task):
    """Raw bytes, records, the console, other ways to the BMC."""
    port = task.node.driver_info["ipmi_port"]
    yield "raw", driver.send_raw(task, "0x06 0x01")
    yield "raw of many bytes", driver.send_raw(task, "0x0a 0x11 0x00 0x00 0x00 0x20")
    yield "vendor raw", task.driver.vendor.send_raw(task, http_method="POST", raw_bytes="0x06 0x01")
    with tempfile.NamedTemporaryFile() as file:
        driver.dump_sdr(task, file.name)
        yield "records", file.read().hex()
    # Nobody is there: ipmitool exits with 1, which the driver allows.
    info = driver._parse_driver_info(task.node)
    yield "console", task.driver.console._exec_stop_console(info)
    for name, more in {
        "itself": {}, "single": SINGLE, "dual": DUAL, "1.5": {"ipmi_protocol_version": "1.5", "ipmi_cipher_suite": None},
        "operator": {"ipmi_priv_level": "OPERATOR"}, "suite 17": {"ipmi_cipher_suite": 17},
        "no suite": {"ipmi_cipher_suite": None},
    }.items():
        there = Task(port, **more)
        yield f"vendor {name}", there.driver.management.detect_vendor(there)
        yield f"device {name}", driver.send_raw(there, "0x06 0x01")
    for warm in (True, False):
        yield f"reset {warm}", task.driver.vendor.bmc_reset(task, http_method="POST", warm=warm)


def node(port):
    task = Task(port)
    yield "options", [driver._is_option_supported(name) for name in driver.ipmitool_command_options]
    for part in (boot, power, other):
        yield from part(task)


def suites(port):
    """Without a suite in the node, the driver goes through a list, by what ipmitool says."""
    CONF.set_override("cipher_suite_versions", ["3", "17"], group="ipmi")
    task = Task(port, ipmi_cipher_suite=None)
    yield "power", task.driver.power.get_power_state(task)


def failing(port):
    """What the driver would try again."""
    info = driver._parse_driver_info(Task(port).node)
    for command in ("power status", "chassis bootparam get 5", "raw 0x00 0x0f", "raw 0x06 0x37"):
        yield command, tried(driver._exec_ipmitool, info, command)


def refused(port):
    """At a BMC that takes suite 3 only, and refuses what the driver wants."""
    task = Task(port)
    interface, management = task.driver.power, task.driver.management
    yield "off", tried(interface.set_power_state, task, states.POWER_OFF)
    yield "boot", tried(management.set_boot_device, task, boot_devices.PXE)
    yield "boot read", tried(management.get_boot_device, task)
    yield "nmi", tried(management.inject_nmi, task)
    yield "raw", tried(driver.send_raw, task, "0x00 0x7e")
    for name, more in {
        "password": {"ipmi_password": "other"}, "nobody": {"ipmi_username": "nobody"},
        "suite": {"ipmi_cipher_suite": 17}, "empty": {"ipmi_password": ""},
    }.items():
        info = driver._parse_driver_info(Node(port, **more))
        yield f"power {name}", tried(driver._power_status, info)
        yield f"command {name}", tried(driver._exec_ipmitool, info, "power status")
    info = driver._parse_driver_info(task.node)
    for command in ("raw 0x00 0x7e", "power diag", "chassis bootparam get 5"):
        yield f"command {command}", tried(driver._exec_ipmitool, info, command)


def main():
    part, port = sys.argv[1:3]
    CONF([], project="ironic", default_config_files=[], default_config_dirs=[])
    CONF.set_override("tempdir", tempfile.gettempdir())
    CONF.set_override("min_command_interval", 1, group="ipmi")
    # A second is one try.
    once = part in ("refused", "failing")
    CONF.set_override("command_retry_timeout", 1 if once else 30, group="ipmi")
    driver.LAST_CMD_TIME = Forgetful()
    steps = {"sensors": sensors, "node": node, "refused": refused, "suites": suites, "failing": failing}[part]
    json.dump(dict(steps(port)), sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
