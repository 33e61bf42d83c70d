"""A virtual machine with a BMC, for the scripts beside this file.

The machine has Debian's kernel, busybox and the programs under test, all in an initramfs that is made here; QEMU emulates
it, so nothing of the host is needed. Commands go in over its second serial port and their results come back the same way.
"""
import ctypes
import glob
import gzip
import lzma
import os
import re
import shlex
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time

# Where `fetch-kernel` puts a kernel; a kernel that is installed is good as well.
FETCHED = os.environ.get("RIPMITOOL_KERNEL", "/var/lib/ripmitool-lab/kernel")
MODULES = ("ipmi_msghandler", "ipmi_devintf", "ipmi_si")
# The 16550A that commands go over: the console is the first, this is the second.
PORT = "/dev/ttyS1"

INIT = r"""#!/bin/sh
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs dev /dev
for module in MODULES; do insmod /modules/$module.ko || echo "init: $module failed"; done
tries=0
while [ ! -e /dev/ipmi0 ] && [ $tries -lt 100 ]; do usleep 50000; tries=$((tries + 1)); done
exec /serve
"""

# Reads a command from the port, and answers with exit status, lengths, standard output and standard error.
SERVE = r"""#!/bin/sh
export PATH=/bin:/usr/bin HOME=/root TZ=UTC LC_ALL=C
cd /root
stty -F PORT raw -echo -iexten 115200
exec 3<>PORT
echo ready >&3
while read -r line <&3; do
  timeout 60 sh -c "$line" >/tmp/out 2>/tmp/err </dev/null 3<&-
  status=$?
  echo "$status $(stat -c %s /tmp/out) $(stat -c %s /tmp/err)" >&3
  cat /tmp/out /tmp/err >&3
done
"""


# A script ends with it where the machine cannot be made, for want of a kernel or of QEMU.
NOT_HERE = 77


class Trouble(Exception):
    """The machine does not do what it must."""


class NotHere(Trouble):
    """Something is missing that must be installed."""


def main(script, limit):
    """Runs a script, at most so many seconds, and ends with its exit status."""
    def late(*_):
        raise Trouble(f"not done after {limit} s")
    signal.signal(signal.SIGALRM, late)
    signal.alarm(limit)
    try:
        sys.exit(script())
    except NotHere as missing:
        print(missing)
        sys.exit(NOT_HERE)
    except Trouble as trouble:
        sys.exit(f"trouble: {trouble}")


class Archive:
    """An initramfs: a cpio archive in the form `newc`, which Linux unpacks into its first root."""

    def __init__(self):
        self.bytes = bytearray()
        self.names = set()

    def add(self, name, mode, data=b""):
        name = name.strip("/")
        parent = os.path.dirname(name)
        if parent and parent not in self.names:
            self.add(parent, stat.S_IFDIR | 0o755)
        if name in self.names:
            return
        self.names.add(name)
        self._entry(name, mode, data)

    def _entry(self, name, mode, data):
        numbers = (len(self.names), mode, 0, 0, 1, 0, len(data), 0, 0, 0, 0, len(name) + 1, 0)
        self.bytes += b"070701" + b"".join(b"%08X" % number for number in numbers) + name.encode() + b"\0"
        self.bytes += bytes(-len(self.bytes) % 4) + data
        self.bytes += bytes(-len(self.bytes) % 4)

    def file(self, name, data, mode=0o755):
        self.add(name, stat.S_IFREG | mode, data.encode() if isinstance(data, str) else data)

    def link(self, name, target):
        self.add(name, stat.S_IFLNK | 0o777, target.encode())

    def program(self, name, path):
        """A program with the libraries that it is linked with, where it looks for them."""
        self.file(name, read(path))
        listed = subprocess.run(["ldd", path], capture_output=True, text=True, check=False).stdout
        for library in re.findall(r"(/\S+) \(0x", listed):
            self.file(library, read(library))

    def written(self):
        whole = Archive()
        whole.bytes[:] = self.bytes
        whole._entry("TRAILER!!!", 0, b"")
        return gzip.compress(bytes(whole.bytes), 1)


def read(path):
    with open(path, "rb") as file:
        return file.read()


def kernel():
    """The kernel's image and its modules that matter, by name."""
    for root in (FETCHED, "/"):
        for image in sorted(glob.glob(f"{root}/boot/vmlinuz-*"), reverse=True):
            release = os.path.basename(image).removeprefix("vmlinuz-")
            folder = f"{root}/lib/modules/{release}/kernel/drivers/char/ipmi"
            found = [glob.glob(f"{folder}/{name}.ko*") for name in MODULES]
            if all(found):
                return image, {name: unpacked(paths[0]) for name, paths in zip(MODULES, found)}
    raise NotHere("no kernel with IPMI modules: tests/lab/fetch-kernel gets one")


def unpacked(path):
    data = read(path)
    return lzma.decompress(data) if path.endswith(".xz") else data


def initramfs(modules, ours):
    archive = Archive()
    archive.file("init", INIT.replace("MODULES", " ".join(MODULES)))
    archive.file("serve", SERVE.replace("PORT", PORT))
    for name, data in modules.items():
        archive.file(f"modules/{name}.ko", data, 0o644)
    busybox = shutil.which("busybox")
    archive.program("bin/busybox", busybox)
    for applet in subprocess.run([busybox, "--list"], capture_output=True, text=True, check=True).stdout.split():
        archive.link(f"bin/{applet}", "busybox")
    archive.program("usr/bin/ipmitool", shutil.which("ipmitool"))
    archive.program("usr/bin/ripmitool", ours)
    # A few makers only: reading them all would take ipmitool most of its time here.
    archive.file("usr/share/misc/enterprise-numbers.txt", makers(), 0o644)
    archive.file("etc/passwd", "root:x:0:0:root:/root:/bin/sh\nuser:x:1000:1000:user:/root:/bin/sh\n", 0o644)
    archive.file("etc/group", "root:x:0:\nuser:x:1000:\n", 0o644)
    for folder in ("proc", "sys", "dev", "tmp", "root"):
        archive.add(folder, stat.S_IFDIR | (0o1777 if folder == "tmp" else 0o755))
    return archive.written()


def embedded(ours, folder, *words):
    """Runs a command on the BMC inside our program."""
    env = dict(os.environ, HOME=folder, XDG_STATE_HOME=folder)
    subprocess.run([ours, "-I", "mock", *words], env=env, stdout=subprocess.DEVNULL, check=True, timeout=60)


def records(ours, folder):
    """The sensor data records of that BMC, but for those of other controllers: nobody is there to answer for them."""
    embedded(ours, folder, "sdr", "dump", f"{folder}/dump")
    rest, kept = read(f"{folder}/dump"), []
    while len(rest) >= 5:
        record, rest = rest[:5 + rest[4]], rest[5 + rest[4]:]
        kind, owner = record[3], record[5]
        if kind == 0xc0 or kind in (0x01, 0x02, 0x03, 0x10, 0x11) and owner == 0x20:
            kept.append(record)
    return kept


def makers():
    """The registry's entries for the makers of BMCs here."""
    path = "/usr/share/misc/enterprise-numbers.txt"
    text = read(path).decode("utf-8", "replace") if os.path.exists(path) else ""
    found = (re.search(rf"^{number}\n(?: .*\n)+", text, re.M) for number in MAKERS)
    return "".join(entry.group() for entry in found if entry)


def end_with_us():
    """Has the kernel end a new process when this script ends, however that does."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


PR_SET_PDEATHSIG = 1
# Dell and MontaVista.
MAKERS = (674, 4753)


class Machine:
    """A machine that runs; use it with `with`, so that it ends."""

    def __init__(self, ours, bmc=("-device", "ipmi-bmc-sim,id=bmc0"), patience=60):
        self.folder = tempfile.TemporaryDirectory(prefix="lab-")
        at = self.folder.name
        image, modules = kernel()
        with open(f"{at}/initramfs", "wb") as file:
            file.write(initramfs(modules, ours))
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(f"{at}/port")
        listener.listen(1)
        listener.settimeout(60)
        self.console = f"{at}/console"
        self.process = subprocess.Popen(
            ["qemu-system-x86_64", "-accel", "tcg", "-cpu", "Nehalem", "-m", "256", "-display", "none", "-nodefaults",
             "-no-user-config", "-no-reboot", "-kernel", image, "-initrd", f"{at}/initramfs",
             "-append", "console=ttyS0 quiet panic=-1 random.trust_cpu=on mitigations=off tsc=reliable no_timer_check",
             "-serial", f"file:{self.console}", "-serial", f"unix:{at}/port", *bmc,
             "-device", "isa-ipmi-kcs,bmc=bmc0"],
            preexec_fn=end_with_us, stdin=subprocess.DEVNULL, stdout=open(f"{at}/qemu", "wb"), stderr=subprocess.STDOUT)
        try:
            self.port, _ = listener.accept()
            self.received = b""
            started = time.monotonic()
            self._line(patience)
            self.boot = time.monotonic() - started
        except (OSError, Trouble) as error:
            said = self.said()
            self.stop()
            raise Trouble(f"the machine did not start: {error}\n{said}") from error

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.folder.cleanup()

    def said(self):
        """What the console and QEMU said last."""
        texts = []
        for name in ("console", "qemu"):
            path = f"{self.folder.name}/{name}"
            if os.path.exists(path):
                texts.append(read(path).decode("latin1")[-2000:])
        return "\n".join(texts)

    def _more(self, end):
        self.port.settimeout(max(0.01, end - time.monotonic()))
        try:
            part = self.port.recv(65536)
        except TimeoutError as error:
            raise Trouble("no answer from the machine in time") from error
        if not part:
            raise Trouble("the machine has gone")
        self.received += part

    def _line(self, patience):
        end = time.monotonic() + patience
        while b"\n" not in self.received:
            self._more(end)
        line, _, self.received = self.received.partition(b"\n")
        return line.decode()

    def _bytes(self, count, patience):
        end = time.monotonic() + patience
        while len(self.received) < count:
            self._more(end)
        taken, self.received = self.received[:count], self.received[count:]
        return taken

    def shell(self, line, patience=90):
        """Runs a line of shell there: exit status, standard output, standard error."""
        self.port.settimeout(10)
        self.port.sendall(line.encode() + b"\n")
        status, out, err = map(int, self._line(patience).split())
        return status, self._bytes(out, patience), self._bytes(err, patience)

    def run(self, *words):
        return self.shell(shlex.join(words))

    def start(self, line, file):
        """Has a line of shell run beside what comes; its output goes to the file."""
        self.shell(f"{line} >{file} 2>&1 3<&- &")

    def wait_for(self, file, text, patience):
        """The file's content, as soon as that text is in it, or when time is up."""
        end = time.monotonic() + patience
        while True:
            _, content, _ = self.shell(f"cat {file}")
            if text in content or time.monotonic() > end:
                return content
            time.sleep(0.2)

    def ends(self, patience):
        """True when the machine ends by itself in that time."""
        try:
            self.process.wait(patience)
            return True
        except subprocess.TimeoutExpired:
            return False
