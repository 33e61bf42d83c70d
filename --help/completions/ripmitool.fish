# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_ripmitool_global_optspecs
    string join \n h V v c d= I= H= p= U= f= z= S= D= 4 6 a Y e= C= k= y= L= A= P= E K m= b= t= B= T= l= o= O= N= R= Z W= json format= deadline= exit-codes= quirks= min-cipher= allow-cleartext password-command= no-argv-secrets insecure-file wait= interval= or-on inflight= no-cache cache-dir= takeover reconnect dead-after= log= timestamp help version
end

function __fish_ripmitool_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_ripmitool_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_ripmitool_using_subcommand
    set -l cmd (__fish_ripmitool_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c ripmitool -n "__fish_ripmitool_needs_command" -s d -d 'Use /dev/ipmiN [default=0]' -r -f
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s I -d 'Interface, see below' -r -f -a "open\t''
lan\t''
lanplus\t''
mock\t''"
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s H -d 'Host name or address of the BMC; also host:port, [v6]:port, fe80::1%eth0' -r -f -a "(__fish_print_hostnames)"
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s p -d 'UDP port [default=623]' -r -f
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s U -d 'Name of the BMC\'s user' -r -f -a "(__fish_complete_users)"
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s f -d 'Take the password from the first line of a file; - is standard input' -r -F
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s z -d 'Change the size of messages (OEM)' -r -f
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s S -d 'File with sensor data records, read instead of the BMC\'s' -r -F
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s D -d 'Serial device (accepted, not used)' -r -f
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s e -d 'Escape character of sol [default=~]' -r -f
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s C -d 'Cipher suite of lanplus [default=17, then 3]' -r -f -a "17\t''
3\t''
8\t''
12\t''
0\t''
1\t''
2\t''
6\t''
7\t''
11\t''
15\t''
16\t''"
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s k -d 'K_g key as text' -r -f
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s y -d 'K_g key as hexadecimal digits' -r -f
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s L -d 'Privilege level of the session [default=what is needed]; with + at the end the BMC looks up name and level together' -r -f -a "CALLBACK\t''
USER\t''
OPERATOR\t''
ADMINISTRATOR\t''"
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s A -d 'Auth type of lan: NONE, PASSWORD, MD2, MD5 or OEM' -r -f -a "NONE\t''
PASSWORD\t''
MD5\t''
MD2\t''
OEM\t''"
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s P -d 'Password' -r -f
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s m -d 'Own IPMB address' -r -f
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s b -d 'Channel to the target of bridged requests' -r -f
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s t -d 'Address of the target of bridged requests' -r -f
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s B -d 'Channel to the transit controller, for two bridges' -r -f
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s T -d 'Address of the transit controller, for two bridges' -r -f
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s l -d 'LUN of raw requests' -r -f
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s o -d 'Work around faults of a BMC; list prints the names' -r -f
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s O -d 'File with texts for OEM events' -r -F
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s N -d 'First wait for an answer [default=2 for lan, 1 for lanplus]' -r -f
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s R -d 'Number of tries [default=4]' -r -f
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s W -d 'As --quirks' -r -f
complete -c ripmitool -n "__fish_ripmitool_needs_command" -l format -d 'How results are written' -r -f -a "text\t'As IPMItool prints'
csv\t'As IPMItool prints with `-c`'
json\t'One JSON object for each host'
table\t'Tables drawn for people'"
complete -c ripmitool -n "__fish_ripmitool_needs_command" -l deadline -d 'Give up after this time, whatever is going on: 2s, 500ms, 1.5, 1m' -r
complete -c ripmitool -n "__fish_ripmitool_needs_command" -l exit-codes -d 'Exit status: 0 or 1 only, or one for each kind of failure' -r -f -a "plain\t'0 or 1, as IPMItool'
detailed\t'A number for each kind of failure'"
complete -c ripmitool -n "__fish_ripmitool_needs_command" -l quirks -d 'Work around faults of a BMC, by -W or -o names; list prints them' -r
complete -c ripmitool -n "__fish_ripmitool_needs_command" -l min-cipher -d 'The weakest cipher suite to accept: 3 or 17' -r
complete -c ripmitool -n "__fish_ripmitool_needs_command" -l password-command -d 'Take the password from the first line a shell command prints' -r
complete -c ripmitool -n "__fish_ripmitool_needs_command" -l wait -d 'Wait for the wanted power state, at most so long [default=5m]' -r
complete -c ripmitool -n "__fish_ripmitool_needs_command" -l interval -d 'How often sensor watch and sel watch look [default=10s]' -r
complete -c ripmitool -n "__fish_ripmitool_needs_command" -l inflight -d 'Send so many reads at a time: 1 to 16 [default=1]' -r
complete -c ripmitool -n "__fish_ripmitool_needs_command" -l cache-dir -d 'Keep sensor data records in this directory' -r -F
complete -c ripmitool -n "__fish_ripmitool_needs_command" -l dead-after -d 'sol activate: how long the BMC may be silent [default=30s]' -r
complete -c ripmitool -n "__fish_ripmitool_needs_command" -l log -d 'sol activate: append the output to this file' -r -F
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s h -d 'Print this help'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s V -d 'Print the version'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s v -d 'Tell more; may be repeated'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s c -d 'Comma separated output, where a command has it'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s 4 -d 'IPv4 only'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s 6 -d 'IPv6 only'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s a -d 'Ask for the password'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s Y -d 'Ask for the K_g key'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s E -d 'Password from IPMITOOL_PASSWORD or IPMI_PASSWORD'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s K -d 'K_g key from IPMI_KGKEY'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -s Z -d 'Print times in UTC'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -l json -d 'Write JSON: the same as --format json'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -l allow-cleartext -d 'Let passwords be set over a session that is not encrypted'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -l no-argv-secrets -d 'Refuse -P, -k and -y, and password files that others can read'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -l insecure-file -d 'Take password files that others can read without complaint'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -l or-on -d 'Let power cycle turn on a machine that is off'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -l no-cache -d 'Read sensor data records anew, and keep none for the next time'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -l takeover -d 'sol activate: take the console from another session'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -l reconnect -d 'sol activate: begin again when the BMC ends the console or goes silent'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -l timestamp -d 'sol activate: begin lines with the time, in the log where there is one'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -l help -d 'Print this help on standard output'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -l version -d 'Print the version'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -f -a "raw" -d 'Send the bytes of a request and print the answer'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -f -a "lan" -d 'Network configuration of the BMC'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -f -a "lan6" -d 'IPv6 configuration of the BMC'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -f -a "chassis" -d 'Power, identify light and boot device'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -f -a "power" -d 'Short for chassis power'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -f -a "mc" -d 'The BMC itself: identity, reset, watchdog, enables'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -f -a "bmc" -d 'The same as mc'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -f -a "sdr" -d 'Sensor data records and readings'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -f -a "sensor" -d 'Sensors, their readings and thresholds'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -f -a "fru" -d 'Inventory: boards, chassis, modules'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -f -a "sel" -d 'The system event log'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -f -a "event" -d 'Send an event to the BMC'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -f -a "sol" -d 'The serial console'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -f -a "user" -d 'Users of the BMC'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -f -a "channel" -d 'Channels of the BMC'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -f -a "session" -d 'Sessions of the BMC'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -f -a "help" -d 'Print the list of commands'
complete -c ripmitool -n "__fish_ripmitool_needs_command" -f -a "mock-bmc" -d 'Be a BMC: serve IPMI for tests and classrooms'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand raw; and not __fish_seen_subcommand_from chassis bridge sensorevent application firmware storage transport" -f -a "chassis" -d 'Network function 0x00'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand raw; and not __fish_seen_subcommand_from chassis bridge sensorevent application firmware storage transport" -f -a "bridge" -d 'Network function 0x02'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand raw; and not __fish_seen_subcommand_from chassis bridge sensorevent application firmware storage transport" -f -a "sensorevent" -d 'Network function 0x04'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand raw; and not __fish_seen_subcommand_from chassis bridge sensorevent application firmware storage transport" -f -a "application" -d 'Network function 0x06'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand raw; and not __fish_seen_subcommand_from chassis bridge sensorevent application firmware storage transport" -f -a "firmware" -d 'Network function 0x08'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand raw; and not __fish_seen_subcommand_from chassis bridge sensorevent application firmware storage transport" -f -a "storage" -d 'Network function 0x0a'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand raw; and not __fish_seen_subcommand_from chassis bridge sensorevent application firmware storage transport" -f -a "transport" -d 'Network function 0x0c'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand lan; and not __fish_seen_subcommand_from print set apply alert stats help" -f -a "print" -d 'Show the configuration'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand lan; and not __fish_seen_subcommand_from print set apply alert stats help" -f -a "set" -d 'Change a parameter'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand lan; and not __fish_seen_subcommand_from print set apply alert stats help" -f -a "apply" -d 'Change address, netmask and gateway together'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand lan; and not __fish_seen_subcommand_from print set apply alert stats help" -f -a "alert" -d 'Where alerts go'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand lan; and not __fish_seen_subcommand_from print set apply alert stats help" -f -a "stats" -d 'Packet counters'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand lan; and not __fish_seen_subcommand_from print set apply alert stats help" -f -a "help" -d 'Print the list of commands'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand lan; and __fish_seen_subcommand_from set" -f -a "ipaddr" -d 'IP address'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand lan; and __fish_seen_subcommand_from set" -f -a "netmask" -d 'Subnet mask'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand lan; and __fish_seen_subcommand_from set" -f -a "macaddr" -d 'MAC address'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand lan; and __fish_seen_subcommand_from set" -f -a "defgw" -d 'Default gateway'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand lan; and __fish_seen_subcommand_from set" -f -a "bakgw" -d 'Backup gateway'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand lan; and __fish_seen_subcommand_from set" -f -a "password" -d 'Password of user 1'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand lan; and __fish_seen_subcommand_from set" -f -a "snmp" -d 'SNMP community string'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand lan; and __fish_seen_subcommand_from set" -f -a "user" -d 'Let user 1 be Administrator on the channel'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand lan; and __fish_seen_subcommand_from set" -f -a "access" -d 'Whether the channel can be used'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand lan; and __fish_seen_subcommand_from set" -f -a "alert" -d 'Whether PEF may send alerts by the channel'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand lan; and __fish_seen_subcommand_from set" -f -a "arp" -d 'What the BMC does of ARP'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand lan; and __fish_seen_subcommand_from set" -f -a "vlan" -d '802.1q VLAN'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand lan; and __fish_seen_subcommand_from set" -f -a "auth" -d 'Authentication types of a level'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand lan; and __fish_seen_subcommand_from set" -f -a "ipsrc" -d 'Where the IP address comes from'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand lan; and __fish_seen_subcommand_from set" -f -a "cipher_privs" -d 'Highest level of each cipher suite'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand lan; and __fish_seen_subcommand_from set" -f -a "bad_pass_thresh" -d 'Lock-out of users'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand lan; and __fish_seen_subcommand_from alert" -f -a "print" -d 'Show one destination, or all'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand lan; and __fish_seen_subcommand_from alert" -f -a "set" -d 'Change a destination'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand lan; and __fish_seen_subcommand_from stats" -f -a "get" -d 'Show the counters'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand lan; and __fish_seen_subcommand_from stats" -f -a "clear" -d 'Set the counters to 0'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand lan6; and not __fish_seen_subcommand_from print save set lock commit discard help" -f -a "print" -d 'Show parameters'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand lan6; and not __fish_seen_subcommand_from print save set lock commit discard help" -f -a "save" -d 'Show the commands that set them again'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand lan6; and not __fish_seen_subcommand_from print save set lock commit discard help" -f -a "set" -d 'Change a parameter'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand lan6; and not __fish_seen_subcommand_from print save set lock commit discard help" -f -a "lock" -d 'Say that writes are in progress'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand lan6; and not __fish_seen_subcommand_from print save set lock commit discard help" -f -a "commit" -d 'Keep what was written'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand lan6; and not __fish_seen_subcommand_from print save set lock commit discard help" -f -a "discard" -d 'Say that writes are over'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand lan6; and not __fish_seen_subcommand_from print save set lock commit discard help" -f -a "help" -d 'Print the list of commands'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand chassis; and not __fish_seen_subcommand_from status power policy restart_cause poh identify selftest bootdev bootparam bootmbox" -f -a "status" -d 'Show the state of power and front panel'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand chassis; and not __fish_seen_subcommand_from status power policy restart_cause poh identify selftest bootdev bootparam bootmbox" -f -a "power" -d 'Show or switch the power'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand chassis; and not __fish_seen_subcommand_from status power policy restart_cause poh identify selftest bootdev bootparam bootmbox" -f -a "policy" -d 'Show or set what is done when power comes back'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand chassis; and not __fish_seen_subcommand_from status power policy restart_cause poh identify selftest bootdev bootparam bootmbox" -f -a "restart_cause" -d 'Show why the system started last'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand chassis; and not __fish_seen_subcommand_from status power policy restart_cause poh identify selftest bootdev bootparam bootmbox" -f -a "poh" -d 'Show the power-on hours'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand chassis; and not __fish_seen_subcommand_from status power policy restart_cause poh identify selftest bootdev bootparam bootmbox" -f -a "identify" -d 'Light the identify light'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand chassis; and not __fish_seen_subcommand_from status power policy restart_cause poh identify selftest bootdev bootparam bootmbox" -f -a "selftest" -d 'Show the result of the controller\'s self test'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand chassis; and not __fish_seen_subcommand_from status power policy restart_cause poh identify selftest bootdev bootparam bootmbox" -f -a "bootdev" -d 'Set the device of the next boot'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand chassis; and not __fish_seen_subcommand_from status power policy restart_cause poh identify selftest bootdev bootparam bootmbox" -f -a "bootparam" -d 'Show a boot parameter, set the boot flags'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand chassis; and not __fish_seen_subcommand_from status power policy restart_cause poh identify selftest bootdev bootparam bootmbox" -f -a "bootmbox" -d 'Read and write the boot initiator mailbox'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand chassis; and __fish_seen_subcommand_from power" -f -a "status" -d 'Show whether the system is on'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand chassis; and __fish_seen_subcommand_from power" -f -a "on" -d 'Turn the system on'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand chassis; and __fish_seen_subcommand_from power" -f -a "off" -d 'Turn the system off at once'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand chassis; and __fish_seen_subcommand_from power" -f -a "cycle" -d 'Turn the system off and on'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand chassis; and __fish_seen_subcommand_from power" -f -a "reset" -d 'Reset the system'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand chassis; and __fish_seen_subcommand_from power" -f -a "diag" -d 'Send a diagnostic interrupt'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand chassis; and __fish_seen_subcommand_from power" -f -a "soft" -d 'Ask the operating system to shut down'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand chassis; and __fish_seen_subcommand_from policy" -f -a "list" -d 'Show which policies the system can have'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand chassis; and __fish_seen_subcommand_from policy" -f -a "always-on" -d 'Turn on when power comes back'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand chassis; and __fish_seen_subcommand_from policy" -f -a "previous" -d 'Return to the state before'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand chassis; and __fish_seen_subcommand_from policy" -f -a "always-off" -d 'Stay off when power comes back'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand chassis; and __fish_seen_subcommand_from identify" -f -a "force" -d 'Light it until it is turned off with 0'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand chassis; and __fish_seen_subcommand_from bootdev" -f -a "none" -d 'The usual order'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand chassis; and __fish_seen_subcommand_from bootdev" -f -a "pxe" -d 'The network'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand chassis; and __fish_seen_subcommand_from bootdev" -f -a "disk" -d 'The default hard disk'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand chassis; and __fish_seen_subcommand_from bootdev" -f -a "safe" -d 'The default hard disk, in safe mode'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand chassis; and __fish_seen_subcommand_from bootdev" -f -a "diag" -d 'The diagnostic partition'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand chassis; and __fish_seen_subcommand_from bootdev" -f -a "cdrom" -d 'CD or DVD'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand chassis; and __fish_seen_subcommand_from bootdev" -f -a "bios" -d 'The firmware\'s setup'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand chassis; and __fish_seen_subcommand_from bootdev" -f -a "floppy" -d 'Floppy or other removable medium'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand chassis; and __fish_seen_subcommand_from bootparam" -f -a "get" -d 'Show a boot parameter'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand chassis; and __fish_seen_subcommand_from bootparam" -f -a "set" -d 'Set the boot flags'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand chassis; and __fish_seen_subcommand_from bootmbox" -f -a "get" -d 'Read the mailbox'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand chassis; and __fish_seen_subcommand_from bootmbox" -f -a "set" -d 'Write the mailbox'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand power; and not __fish_seen_subcommand_from status on off cycle reset diag soft" -f -a "status" -d 'Show whether the system is on'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand power; and not __fish_seen_subcommand_from status on off cycle reset diag soft" -f -a "on" -d 'Turn the system on'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand power; and not __fish_seen_subcommand_from status on off cycle reset diag soft" -f -a "off" -d 'Turn the system off at once'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand power; and not __fish_seen_subcommand_from status on off cycle reset diag soft" -f -a "cycle" -d 'Turn the system off and on'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand power; and not __fish_seen_subcommand_from status on off cycle reset diag soft" -f -a "reset" -d 'Reset the system'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand power; and not __fish_seen_subcommand_from status on off cycle reset diag soft" -f -a "diag" -d 'Send a diagnostic interrupt'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand power; and not __fish_seen_subcommand_from status on off cycle reset diag soft" -f -a "soft" -d 'Ask the operating system to shut down'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and not __fish_seen_subcommand_from info guid reset selftest watchdog getenables setenables getsysinfo setsysinfo" -f -a "info" -d 'Show identity, firmware revision and maker of the controller'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and not __fish_seen_subcommand_from info guid reset selftest watchdog getenables setenables getsysinfo setsysinfo" -f -a "guid" -d 'Show the GUID of the system'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and not __fish_seen_subcommand_from info guid reset selftest watchdog getenables setenables getsysinfo setsysinfo" -f -a "reset" -d 'Reset the controller'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and not __fish_seen_subcommand_from info guid reset selftest watchdog getenables setenables getsysinfo setsysinfo" -f -a "selftest" -d 'Show the result of the controller\'s self test'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and not __fish_seen_subcommand_from info guid reset selftest watchdog getenables setenables getsysinfo setsysinfo" -f -a "watchdog" -d 'Show or set the watchdog timer'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and not __fish_seen_subcommand_from info guid reset selftest watchdog getenables setenables getsysinfo setsysinfo" -f -a "getenables" -d 'Show what the controller reports to its own system'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and not __fish_seen_subcommand_from info guid reset selftest watchdog getenables setenables getsysinfo setsysinfo" -f -a "setenables" -d 'Change what the controller reports to its own system'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and not __fish_seen_subcommand_from info guid reset selftest watchdog getenables setenables getsysinfo setsysinfo" -f -a "getsysinfo" -d 'Show a text that system software left with the BMC'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and not __fish_seen_subcommand_from info guid reset selftest watchdog getenables setenables getsysinfo setsysinfo" -f -a "setsysinfo" -d 'Leave a text with the BMC'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and __fish_seen_subcommand_from guid" -f -a "auto" -d 'Guess the order of the bytes'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and __fish_seen_subcommand_from guid" -f -a "smbios" -d 'Order of SMBIOS'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and __fish_seen_subcommand_from guid" -f -a "ipmi" -d 'Order of the IPMI specification'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and __fish_seen_subcommand_from guid" -f -a "rfc" -d 'Order of RFC 4122'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and __fish_seen_subcommand_from guid" -f -a "dump" -d 'The bytes as they came'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and __fish_seen_subcommand_from reset" -f -a "warm" -d 'Reset communication and keep settings'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and __fish_seen_subcommand_from reset" -f -a "cold" -d 'Start over with all settings at their defaults'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and __fish_seen_subcommand_from watchdog" -f -a "get" -d 'Show settings and state of the watchdog timer'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and __fish_seen_subcommand_from watchdog" -f -a "off" -d 'Stop the watchdog timer'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and __fish_seen_subcommand_from watchdog" -f -a "reset" -d 'Start the countdown again'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and __fish_seen_subcommand_from watchdog" -f -a "set" -d 'Configure the watchdog timer'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and __fish_seen_subcommand_from setenables" -f -a "recv_msg_intr" -d 'Receive Message Queue Interrupt'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and __fish_seen_subcommand_from setenables" -f -a "event_msg_intr" -d 'Event Message Buffer Full Interrupt'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and __fish_seen_subcommand_from setenables" -f -a "event_msg" -d 'Event Message Buffer'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and __fish_seen_subcommand_from setenables" -f -a "system_event_log" -d 'System Event Logging'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and __fish_seen_subcommand_from setenables" -f -a "oem0" -d 'OEM 0'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and __fish_seen_subcommand_from setenables" -f -a "oem1" -d 'OEM 1'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and __fish_seen_subcommand_from setenables" -f -a "oem2" -d 'OEM 2'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and __fish_seen_subcommand_from getsysinfo" -f -a "system_fw_version" -d 'Version of the system firmware'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and __fish_seen_subcommand_from getsysinfo" -f -a "primary_os_name" -d 'Name of the installed operating system'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and __fish_seen_subcommand_from getsysinfo" -f -a "os_name" -d 'Name of the running operating system'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and __fish_seen_subcommand_from getsysinfo" -f -a "system_name" -d 'Name of the system'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and __fish_seen_subcommand_from getsysinfo" -f -a "delloem_os_version" -d 'Dell: version of the operating system'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and __fish_seen_subcommand_from getsysinfo" -f -a "delloem_url" -d 'Dell: address of the BMC\'s web server'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and __fish_seen_subcommand_from setsysinfo" -f -a "system_fw_version" -d 'Version of the system firmware'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and __fish_seen_subcommand_from setsysinfo" -f -a "primary_os_name" -d 'Name of the installed operating system'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and __fish_seen_subcommand_from setsysinfo" -f -a "os_name" -d 'Name of the running operating system'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and __fish_seen_subcommand_from setsysinfo" -f -a "system_name" -d 'Name of the system'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and __fish_seen_subcommand_from setsysinfo" -f -a "delloem_os_version" -d 'Dell: version of the operating system'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mc; and __fish_seen_subcommand_from setsysinfo" -f -a "delloem_url" -d 'Dell: address of the BMC\'s web server'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and not __fish_seen_subcommand_from info guid reset selftest watchdog getenables setenables getsysinfo setsysinfo" -f -a "info" -d 'Show identity, firmware revision and maker of the controller'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and not __fish_seen_subcommand_from info guid reset selftest watchdog getenables setenables getsysinfo setsysinfo" -f -a "guid" -d 'Show the GUID of the system'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and not __fish_seen_subcommand_from info guid reset selftest watchdog getenables setenables getsysinfo setsysinfo" -f -a "reset" -d 'Reset the controller'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and not __fish_seen_subcommand_from info guid reset selftest watchdog getenables setenables getsysinfo setsysinfo" -f -a "selftest" -d 'Show the result of the controller\'s self test'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and not __fish_seen_subcommand_from info guid reset selftest watchdog getenables setenables getsysinfo setsysinfo" -f -a "watchdog" -d 'Show or set the watchdog timer'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and not __fish_seen_subcommand_from info guid reset selftest watchdog getenables setenables getsysinfo setsysinfo" -f -a "getenables" -d 'Show what the controller reports to its own system'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and not __fish_seen_subcommand_from info guid reset selftest watchdog getenables setenables getsysinfo setsysinfo" -f -a "setenables" -d 'Change what the controller reports to its own system'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and not __fish_seen_subcommand_from info guid reset selftest watchdog getenables setenables getsysinfo setsysinfo" -f -a "getsysinfo" -d 'Show a text that system software left with the BMC'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and not __fish_seen_subcommand_from info guid reset selftest watchdog getenables setenables getsysinfo setsysinfo" -f -a "setsysinfo" -d 'Leave a text with the BMC'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and __fish_seen_subcommand_from guid" -f -a "auto" -d 'Guess the order of the bytes'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and __fish_seen_subcommand_from guid" -f -a "smbios" -d 'Order of SMBIOS'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and __fish_seen_subcommand_from guid" -f -a "ipmi" -d 'Order of the IPMI specification'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and __fish_seen_subcommand_from guid" -f -a "rfc" -d 'Order of RFC 4122'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and __fish_seen_subcommand_from guid" -f -a "dump" -d 'The bytes as they came'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and __fish_seen_subcommand_from reset" -f -a "warm" -d 'Reset communication and keep settings'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and __fish_seen_subcommand_from reset" -f -a "cold" -d 'Start over with all settings at their defaults'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and __fish_seen_subcommand_from watchdog" -f -a "get" -d 'Show settings and state of the watchdog timer'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and __fish_seen_subcommand_from watchdog" -f -a "off" -d 'Stop the watchdog timer'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and __fish_seen_subcommand_from watchdog" -f -a "reset" -d 'Start the countdown again'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and __fish_seen_subcommand_from watchdog" -f -a "set" -d 'Configure the watchdog timer'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and __fish_seen_subcommand_from setenables" -f -a "recv_msg_intr" -d 'Receive Message Queue Interrupt'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and __fish_seen_subcommand_from setenables" -f -a "event_msg_intr" -d 'Event Message Buffer Full Interrupt'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and __fish_seen_subcommand_from setenables" -f -a "event_msg" -d 'Event Message Buffer'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and __fish_seen_subcommand_from setenables" -f -a "system_event_log" -d 'System Event Logging'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and __fish_seen_subcommand_from setenables" -f -a "oem0" -d 'OEM 0'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and __fish_seen_subcommand_from setenables" -f -a "oem1" -d 'OEM 1'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and __fish_seen_subcommand_from setenables" -f -a "oem2" -d 'OEM 2'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and __fish_seen_subcommand_from getsysinfo" -f -a "system_fw_version" -d 'Version of the system firmware'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and __fish_seen_subcommand_from getsysinfo" -f -a "primary_os_name" -d 'Name of the installed operating system'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and __fish_seen_subcommand_from getsysinfo" -f -a "os_name" -d 'Name of the running operating system'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and __fish_seen_subcommand_from getsysinfo" -f -a "system_name" -d 'Name of the system'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and __fish_seen_subcommand_from getsysinfo" -f -a "delloem_os_version" -d 'Dell: version of the operating system'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and __fish_seen_subcommand_from getsysinfo" -f -a "delloem_url" -d 'Dell: address of the BMC\'s web server'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and __fish_seen_subcommand_from setsysinfo" -f -a "system_fw_version" -d 'Version of the system firmware'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and __fish_seen_subcommand_from setsysinfo" -f -a "primary_os_name" -d 'Name of the installed operating system'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and __fish_seen_subcommand_from setsysinfo" -f -a "os_name" -d 'Name of the running operating system'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and __fish_seen_subcommand_from setsysinfo" -f -a "system_name" -d 'Name of the system'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and __fish_seen_subcommand_from setsysinfo" -f -a "delloem_os_version" -d 'Dell: version of the operating system'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand bmc; and __fish_seen_subcommand_from setsysinfo" -f -a "delloem_url" -d 'Dell: address of the BMC\'s web server'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sdr; and not __fish_seen_subcommand_from list elist type get entity info dump help" -f -a "list" -d 'Show records with their readings'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sdr; and not __fish_seen_subcommand_from list elist type get entity info dump help" -f -a "elist" -d 'The same with sensor number, entity and states'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sdr; and not __fish_seen_subcommand_from list elist type get entity info dump help" -f -a "type" -d 'Show the sensors of a type'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sdr; and not __fish_seen_subcommand_from list elist type get entity info dump help" -f -a "get" -d 'Show all about the sensors or devices of these names'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sdr; and not __fish_seen_subcommand_from list elist type get entity info dump help" -f -a "entity" -d 'Show what belongs to an entity'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sdr; and not __fish_seen_subcommand_from list elist type get entity info dump help" -f -a "info" -d 'Show what the repository holds and can do'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sdr; and not __fish_seen_subcommand_from list elist type get entity info dump help" -f -a "dump" -d 'Write all records to a file, for -S'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sdr; and not __fish_seen_subcommand_from list elist type get entity info dump help" -f -a "help" -d 'Print the list of commands'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sdr; and __fish_seen_subcommand_from list" -f -a "all" -d 'All records'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sdr; and __fish_seen_subcommand_from list" -f -a "full" -d 'Full sensor records'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sdr; and __fish_seen_subcommand_from list" -f -a "compact" -d 'Compact sensor records'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sdr; and __fish_seen_subcommand_from list" -f -a "event" -d 'Event-only sensor records'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sdr; and __fish_seen_subcommand_from list" -f -a "mcloc" -d 'Controllers'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sdr; and __fish_seen_subcommand_from list" -f -a "fru" -d 'FRU devices'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sdr; and __fish_seen_subcommand_from list" -f -a "generic" -d 'Other devices'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sdr; and __fish_seen_subcommand_from elist" -f -a "all" -d 'All records'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sdr; and __fish_seen_subcommand_from elist" -f -a "full" -d 'Full sensor records'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sdr; and __fish_seen_subcommand_from elist" -f -a "compact" -d 'Compact sensor records'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sdr; and __fish_seen_subcommand_from elist" -f -a "event" -d 'Event-only sensor records'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sdr; and __fish_seen_subcommand_from elist" -f -a "mcloc" -d 'Controllers'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sdr; and __fish_seen_subcommand_from elist" -f -a "fru" -d 'FRU devices'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sdr; and __fish_seen_subcommand_from elist" -f -a "generic" -d 'Other devices'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sdr; and __fish_seen_subcommand_from type" -f -a "list" -d 'Show the table of names'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sdr; and __fish_seen_subcommand_from entity" -f -a "list" -d 'Show the table of names'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sensor; and not __fish_seen_subcommand_from list get reading thresh watch" -f -a "list" -d 'Show all sensors with readings and thresholds'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sensor; and not __fish_seen_subcommand_from list get reading thresh watch" -f -a "get" -d 'Show some sensors in full'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sensor; and not __fish_seen_subcommand_from list get reading thresh watch" -f -a "reading" -d 'Show the readings of some sensors'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sensor; and not __fish_seen_subcommand_from list get reading thresh watch" -f -a "thresh" -d 'Set thresholds'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sensor; and not __fish_seen_subcommand_from list get reading thresh watch" -f -a "watch" -d 'Show readings, and then each change'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sol; and not __fish_seen_subcommand_from info set payload activate deactivate looptest help" -f -a "info" -d 'Show the configuration'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sol; and not __fish_seen_subcommand_from info set payload activate deactivate looptest help" -f -a "set" -d 'Change the configuration'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sol; and not __fish_seen_subcommand_from info set payload activate deactivate looptest help" -f -a "payload" -d 'Show or set who may use the console'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sol; and not __fish_seen_subcommand_from info set payload activate deactivate looptest help" -f -a "activate" -d 'Be the console, until ~. is typed'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sol; and not __fish_seen_subcommand_from info set payload activate deactivate looptest help" -f -a "deactivate" -d 'End the console, whoever has it'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sol; and not __fish_seen_subcommand_from info set payload activate deactivate looptest help" -f -a "looptest" -d 'Open and close consoles'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sol; and not __fish_seen_subcommand_from info set payload activate deactivate looptest help" -f -a "help" -d 'Print the list of commands'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sol; and __fish_seen_subcommand_from set" -f -a "set-in-progress" -d 'Guard'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sol; and __fish_seen_subcommand_from set" -f -a "enabled" -d 'Whether there is a console'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sol; and __fish_seen_subcommand_from set" -f -a "force-encryption" -d 'Only encrypted consoles'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sol; and __fish_seen_subcommand_from set" -f -a "force-authentication" -d 'Only authenticated consoles'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sol; and __fish_seen_subcommand_from set" -f -a "privilege-level" -d 'Who may activate'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sol; and __fish_seen_subcommand_from set" -f -a "character-accumulate-level" -d 'Wait for more, in units of 5 ms'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sol; and __fish_seen_subcommand_from set" -f -a "character-send-threshold" -d 'Send as soon as so many are there'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sol; and __fish_seen_subcommand_from set" -f -a "retry-count" -d 'How often the BMC sends again'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sol; and __fish_seen_subcommand_from set" -f -a "retry-interval" -d 'How long it waits before, in units of 10 ms'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sol; and __fish_seen_subcommand_from set" -f -a "non-volatile-bit-rate" -d 'Speed that is kept, in kbit/s'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sol; and __fish_seen_subcommand_from set" -f -a "volatile-bit-rate" -d 'Speed until the BMC restarts, in kbit/s'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sol; and __fish_seen_subcommand_from payload" -f -a "enable" -d 'Let a user use the console'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sol; and __fish_seen_subcommand_from payload" -f -a "disable" -d 'Let a user not use it'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand sol; and __fish_seen_subcommand_from payload" -f -a "status" -d 'Show whether a user may use it'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand user; and not __fish_seen_subcommand_from summary list set disable enable priv test" -f -a "summary" -d 'Show how many accounts there are'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand user; and not __fish_seen_subcommand_from summary list set disable enable priv test" -f -a "list" -d 'Show all accounts with their access'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand user; and not __fish_seen_subcommand_from summary list set disable enable priv test" -f -a "set" -d 'Set a name or a password'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand user; and not __fish_seen_subcommand_from summary list set disable enable priv test" -f -a "disable" -d 'Disable an account'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand user; and not __fish_seen_subcommand_from summary list set disable enable priv test" -f -a "enable" -d 'Enable an account'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand user; and not __fish_seen_subcommand_from summary list set disable enable priv test" -f -a "priv" -d 'Set a privilege limit'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand user; and not __fish_seen_subcommand_from summary list set disable enable priv test" -f -a "test" -d 'Compare a password with the stored one'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand user; and __fish_seen_subcommand_from set" -f -a "name" -d 'Set a name of up to 16 bytes'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand user; and __fish_seen_subcommand_from set" -f -a "password" -d 'Set a password'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand channel; and not __fish_seen_subcommand_from authcap getaccess setaccess info getciphers setkg" -f -a "authcap" -d 'Show how to log in at a privilege level'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand channel; and not __fish_seen_subcommand_from authcap getaccess setaccess info getciphers setkg" -f -a "getaccess" -d 'Show what users may do on a channel'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand channel; and not __fish_seen_subcommand_from authcap getaccess setaccess info getciphers setkg" -f -a "setaccess" -d 'Set what a user may do on a channel'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand channel; and not __fish_seen_subcommand_from authcap getaccess setaccess info getciphers setkg" -f -a "info" -d 'Show what a channel is'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand channel; and not __fish_seen_subcommand_from authcap getaccess setaccess info getciphers setkg" -f -a "getciphers" -d 'Show the cipher suites of a channel'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand channel; and not __fish_seen_subcommand_from authcap getaccess setaccess info getciphers setkg" -f -a "setkg" -d 'Set the BMC key K_g'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand channel; and __fish_seen_subcommand_from getciphers" -f -a "ipmi" -d 'Suites for IPMI messages'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand channel; and __fish_seen_subcommand_from getciphers" -f -a "sol" -d 'Suites for the serial console'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand channel; and __fish_seen_subcommand_from setkg" -f -a "hex" -d 'Key as hexadecimal digits'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand channel; and __fish_seen_subcommand_from setkg" -f -a "plain" -d 'Key as text'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand session; and not __fish_seen_subcommand_from info" -f -a "info" -d 'Show sessions'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand session; and __fish_seen_subcommand_from info" -f -a "active" -d 'Show this session'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand session; and __fish_seen_subcommand_from info" -f -a "all" -d 'Show all sessions'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand session; and __fish_seen_subcommand_from info" -f -a "id" -d 'Show the session with an ID'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand session; and __fish_seen_subcommand_from info" -f -a "handle" -d 'Show the session with a handle'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mock-bmc" -l listen -d 'Address and port to listen on; may be repeated. Port 0 takes a free one' -r
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mock-bmc" -l user -d 'An account; may be repeated. The first gets user ID 2, the next 3, and so on. Levels: callback, user, operator, administrator' -r
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mock-bmc" -l kg -d 'BMC key as text, up to 20 bytes' -r
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mock-bmc" -l kg-hex -d 'BMC key in hexadecimal digits' -r
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mock-bmc" -l suites -d 'Cipher suites that are accepted' -r
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mock-bmc" -l sessions -d 'How many sessions can be open at once' -r
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mock-bmc" -l max-users -d 'How many user IDs there are' -r
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mock-bmc" -l console -d 'What is at its serial console' -r -f -a "echo\t'Gives back what it gets'
shell\t'A little shell'"
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mock-bmc" -l model -d 'The server that it manages: a TOML file (docs/mock-models.md), or the name of one that is built in: default, odd, lively' -r
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mock-bmc" -l state -d 'Keep the state in this file' -r -F
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mock-bmc" -l fault -d 'Something that goes wrong; may be repeated. docs/mock-bmc.md lists them' -r
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mock-bmc" -l seed -d 'Seed of the faults that depend on chance' -r
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mock-bmc" -l guid -d 'System GUID, 32 hexadecimal digits in the order of the wire; dashes are skipped' -r
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mock-bmc" -l device-id -d 'Answer of Get Device ID, 30 hexadecimal digits' -r
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mock-bmc" -l no-ipmi15 -d 'No IPMI 1.5: only RMCP+ sessions'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mock-bmc" -l lenient-roles -d 'Open a session for a role above the user\'s limit, and refuse to raise it later'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mock-bmc" -l no-duplicate-filter -d 'Execute a request that comes twice twice'
complete -c ripmitool -n "__fish_ripmitool_using_subcommand mock-bmc" -l combined-bridging -d 'Put the answer of a bridged request into the answer of Send Message'
