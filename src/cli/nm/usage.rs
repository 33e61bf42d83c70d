//! Usage texts of `nm`, and its words.
use crate::cli::words::Word;

/// The words behind `nm`.
pub const WORDS: &[Word] = &[
    word("discover", "", "Show the version", &[]),
    word(
        "capability",
        "[domain DOMAIN] [inlet|missing|reset|boot]",
        "Show limits of policies",
        &[],
    ),
    word("control", "", "Switch policies on and off", CONTROL_WORDS),
    word("policy", "", "Show, make and take away policies", POLICY_WORDS),
    word("statistics", "", "Show statistics", STATISTICS_WORDS),
    word("power", "[domain DOMAIN] min WATTS max WATTS", "Set the range of power", &[]),
    word("suspend", "", "Show and set when policies are suspended", SUSPEND_WORDS),
    word("reset", "", "Begin statistics anew", RESET_WORDS),
    word("alert", "", "Show and set where alerts go", ALERT_WORDS),
    word("threshold", "", "Show and set thresholds of alerts", THRESHOLD_WORDS),
    word("help", "", "Print the list of commands", &[]),
];

const CONTROL_WORDS: &[Word] =
    &[word("enable", "", "On", SCOPE_WORDS), word("disable", "", "Off", SCOPE_WORDS)];

const SCOPE_WORDS: &[Word] = &[
    word("global", "", "Everything", &[]),
    word("per_domain", "DOMAIN", "The policies of a domain", &[]),
    word("per_policy", "POLICY", "One policy", &[]),
];

const POLICY_WORDS: &[Word] = &[
    word("get", "policy_id POLICY [domain DOMAIN]", "Show a policy", &[]),
    word(
        "add",
        "policy_id POLICY [domain DOMAIN] correction auto|soft|hard \
         power WATTS|inlet DEGREES|cores_off N trig_lim MILLISECONDS stats SECONDS \
         [volatile] enable|disable",
        "Make a policy",
        &[],
    ),
    word("remove", "policy_id POLICY [domain DOMAIN]", "Take a policy away", &[]),
    word("limiting", "[domain DOMAIN]", "Show which policy limits now", &[]),
];

const STATISTICS_WORDS: &[Word] = &[
    word("power", "[domain DOMAIN]", "Power", &[]),
    word("temps", "[domain DOMAIN]", "Inlet temperature", &[]),
    word("policy_power", "policy_id POLICY", "Power under a policy", &[]),
    word("policy_temps", "policy_id POLICY", "Inlet temperature under a policy", &[]),
    word("policy_throt", "policy_id POLICY", "Throttling under a policy", &[]),
    word("requests", "", "Requests not handled", &[]),
    word("response", "", "Response time", &[]),
    word("cpu_throttling", "", "Throttling of the CPU", &[]),
    word("mem_throttling", "", "Throttling of memory", &[]),
    word("comm_fail", "", "Failures of communication", &[]),
];

const SUSPEND_WORDS: &[Word] = &[
    word(
        "set",
        "[domain DOMAIN] policy_id POLICY [START STOP DAYS]...",
        "Set when a policy is suspended",
        &[],
    ),
    word("get", "[domain DOMAIN] policy_id POLICY", "Show when a policy is suspended", &[]),
];

const RESET_WORDS: &[Word] = &[
    word("global", "[domain DOMAIN]", "Of everything", &[]),
    word("per_policy", "policy_id POLICY", "Of a policy", &[]),
    word("requests", "policy_id POLICY", "Requests not handled", &[]),
    word("response", "policy_id POLICY", "Response time", &[]),
    word("throttling", "policy_id POLICY", "Throttling of the CPU", &[]),
    word("memory", "policy_id POLICY", "Throttling of memory", &[]),
    word("comm", "policy_id POLICY", "Failures of communication", &[]),
];

const ALERT_WORDS: &[Word] = &[
    word("set", "chan CHANNEL dest DESTINATION [string N]", "Set where alerts go", &[]),
    word("get", "", "Show where alerts go", &[]),
    word("clear", "chan CHANNEL dest DESTINATION", "Send no alerts", &[]),
];

const THRESHOLD_WORDS: &[Word] = &[
    word("set", "[domain DOMAIN] policy_id POLICY N [N [N]]", "Set thresholds", &[]),
    word("get", "[domain DOMAIN] policy_id POLICY", "Show thresholds", &[]),
];

const fn word(
    name: &'static str,
    args: &'static str,
    help: &'static str,
    words: &'static [Word],
) -> Word {
    Word { name, help, args, words }
}

pub(super) const NM: &str = "
Node Manager Interface commands
    discover      Show the version
    capability    Show limits of policies
    control       Switch policies on and off
    policy        Show, make and take away policies
    statistics    Show statistics
    power         Set the range of power
    suspend       When policies are suspended
    reset         Begin statistics anew
    alert         Where alerts go
    threshold     Thresholds of alerts
";

pub(super) const CAPABILITY: &str = "
Capability commands
    domain    platform|CPU|Memory|protection|I/O
    inlet     Of policies for the inlet temperature
    missing   Of policies for a missing power reading
    reset     Of policies for the time after a host reset
    boot      Of policies at boot time
";

pub(super) const CONTROL: &str = "
Control parameters:
    enable|disable SCOPE

control Scope (required):
    global
    per_domain DOMAIN
    per_policy POLICY
";

pub(super) const SCOPE: &str = "
Control Scope (required):
    global
    per_domain DOMAIN
    per_policy POLICY
";

pub(super) const POLICY: &str = "
Policy commands
    get       policy_id POLICY [domain DOMAIN]
    add       policy_id POLICY [domain DOMAIN] correction auto|soft|hard power WATTS|inlet DEGREES
              trig_lim MILLISECONDS stats SECONDS [volatile] enable|disable
    remove    policy_id POLICY [domain DOMAIN]
    limiting  [domain DOMAIN]
";

pub(super) const GET_POLICY: &str = "
Get Policy commands
    policy_id POLICY
    domain DOMAIN
";

pub(super) const POLICY_OPTIONS: &str = "
Policy options
    policy_id POLICY    Number of the policy
    domain DOMAIN       What it is about
    correction HOW      auto, soft, hard
    power WATTS         The limit
    inlet DEGREES       Inlet temperature
    cores_off N         Cores that are off from boot time on
    trig_lim N          Milliseconds before the exception
    stats SECONDS       Over which time is averaged
    volatile            Not kept
    enable, disable
";

pub(super) const CORRECTIONS: &str = "
Correction Actions
    auto
    soft
    hard
";

pub(super) const STATISTICS: &str = "
Statistics commands
    power           Power
    temps           Inlet temperature
    policy_power    Power under a policy
    policy_temps    Inlet temperature under a policy
    policy_throt    Throttling under a policy
    requests        Requests not handled
    response        Response time
    cpu_throttling  Throttling of the CPU
    mem_throttling  Throttling of memory
    comm_fail       Failures of communication
";

pub(super) const STATISTICS_OPTIONS: &str = "
Control Scope options
    domain DOMAIN
    policy_id POLICY
";

pub(super) const RANGE: &str = "
power range parameters:
    domain DOMAIN
    min WATTS
    max WATTS
";

pub(super) const SUSPEND: &str = "
Suspend commands
    set [domain DOMAIN] policy_id POLICY [START STOP DAYS]...
    get [domain DOMAIN] policy_id POLICY
";

pub(super) const RESET: &str = "
Reset Statistics Modes:
    global
    per_policy
    requests
    response
    throttling
    memory
    comm
";

pub(super) const RESET_OPTIONS: &str = "
Reset Scope options
    domain DOMAIN
    policy_id POLICY
";

pub(super) const ALERT: &str = "
Alert commands
    set chan CHANNEL dest DESTINATION [string N]
    get
    clear chan CHANNEL dest DESTINATION
";

pub(super) const ALERT_OPTIONS: &str = "
Set alert Parameters:
    chan CHANNEL
    dest DESTINATION
    string N
";

pub(super) const THRESHOLD: &str = "
Threshold commands
    set [domain DOMAIN] policy_id POLICY N [N [N]]
    get [domain DOMAIN] policy_id POLICY
";

pub(super) const DOMAINS: &str = "
Domain Scope:
    platform
    CPU
    Memory
    protection
    I/O
";

pub(super) const MISSING_POLICY: &str = "
Missing policy_id parameter:
    domain DOMAIN
    policy_id POLICY
";
