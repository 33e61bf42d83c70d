# What tests/lab/fencer and tests/lab/cluster have in common. Both run in namespaces of their own,
# processes too, with $folder for their files, $lab for this folder and $program for ripmitool.

password=teacher

say() { printf '%s %s: %s\n' "$(date +%T)" "${0##*/}" "$*" | tee -a "$folder/log"; }

# wait_for SECONDS WHAT COMMAND…: until the command succeeds.
wait_for() {
  local end=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    if [ "$SECONDS" -ge "$end" ]; then
      say "FAILED: waited in vain: $what"
      return 1
    fi
    sleep 0.2
  done
  say "$what"
}

# own_folder MODE OWNER PATH…: an empty folder in place of the system's.
own_folder() {
  local mode=$1 owner=$2 path
  shift 2
  for path in "$@"; do
    mount -t tmpfs -o "mode=$mode" tmpfs "$path"
    chown "$owner" "$path"
  done
}

# The folders that pacemaker writes to.
own_pacemaker_folders() {
  own_folder 0755 root:root /run /var/log
  own_folder 1777 root:root /dev/shm
  own_folder 0750 hacluster:haclient /var/lib/pacemaker
  install -d -m 0750 -o hacluster -g haclient /var/lib/pacemaker/{cib,pengine,cores,blackbox} \
    /var/log/pacemaker
  mkdir -p /run/lock
}

# As after the installation of a package that takes ipmitool's place.
take_ipmitools_place() { mount --bind "$folder/ripmitool" "$(command -v ipmitool)"; }

# Starts libvirtd; its machines are off.
start_libvirtd() {
  mkdir "$folder/machines"
  mkfifo "$folder/machines.in"
  "$lab/machines" "$folder/machines" <"$folder/machines.in" >"$folder/machines.out" 2>&1 &
  exec 9>"$folder/machines.in"
  wait_for 120 "libvirtd is there" grep -q ready "$folder/machines.out"
  uri=$(sed -n 's/^ready //p' "$folder/machines.out")
}

ours() { timeout 20 virsh -q -c "$uri" "$@"; }

# The number that a machine gets at each start; nothing when it is off.
life() { ours domid "$1" | grep -v -e - || true; }

# How often a machine has booted.
boots() { grep -c 'guest: booted' "$folder/machines/$1.log" 2>/dev/null || true; }

# start_bmcs NAME,ADDRESS…: one process.
start_bmcs() {
  printf '%s\n' "$@" >"$folder/vms"
  cat >"$folder/bmc.toml" <<CONF
[defaults]
hypervisor = "virsh"
uri = "$uri"
[[defaults.user]]
name = "admin"
password = "$password"
privilege = "administrator"
[[defaults.user]]
name = "fence"
password = "guillotine"
privilege = "operator"
CONF
  "$folder/ripmitool" mock-bmc --vms "$folder/vms" --config "$folder/bmc.toml" \
    >"$folder/bmc.out" 2>&1 &
  wait_for 40 "the BMCs are there" grep -q ready "$folder/bmc.out"
}

# in_namespaces SECONDS WORD…: runs this script again with these words, in namespaces of its own
# and with a new $folder. The processes end with it. Gives its status, and shows the log's end.
in_namespaces() {
  local seconds=$1 status=0
  shift
  if [ "$(id -u)" -ne 0 ]; then
    echo "${0##*/}: only root can do this" >&2
    return 1
  fi
  folder=$(mktemp -d)
  chmod 755 "$folder"
  export folder
  cp "$program" "$folder/ripmitool"
  # They end with this script, however it ends.
  setpriv --pdeathsig KILL timeout --foreground "$seconds" setpriv --pdeathsig KILL \
    unshare --mount --net --ipc --pid --fork --kill-child --mount-proc "$0" "$@" || status=$?
  [ "$status" -ne 124 ] || say "FAILED: not done within $seconds s"
  if [ "$status" -eq 0 ]; then
    rm -rf "$folder"
  else
    echo "${0##*/}: the files are in $folder" >&2
  fi
  return "$status"
}
