//! The man page: options and commands from the tables, the rest written here.
use clap::Arg;
use clap::builder::Str;
use clap_mangen::Man;
use clap_mangen::roff::{Inline, Roff, bold, italic, roman};

use super::tree::command;
use crate::cli::groups::GROUPS;
use crate::cli::usage;
use crate::cli::words::Word;

/// The whole page.
pub(super) fn page() -> Vec<u8> {
    // Its layout of values does not pass mandoc's checks; the texts below name them.
    let hide = |arg: Arg| {
        let takes_values = arg.get_action().takes_values();
        arg.hide_possible_values(takes_values)
    };
    let man =
        Man::new(command().mut_args(hide)).title("RIPMITOOL").date(DATE).manual("User Commands");
    let mut out = Vec::new();
    let mut head = Roff::new();
    name_and_synopsis(&mut head);
    let mut tail = Roff::new();
    tail.control("SH", ["INTERFACES"]);
    for (name, help) in usage::INTERFACES {
        item(&mut tail, name, "", help);
    }
    commands(&mut tail);
    sections(&mut tail);
    // Writing to memory does not fail.
    let _ = man
        .render_title(&mut out)
        .and_then(|()| head.to_writer(&mut out))
        .and_then(|()| man.render_options_section(&mut out))
        .and_then(|()| tail.to_writer(&mut out));
    out
}

fn name_and_synopsis(roff: &mut Roff) {
    roff.control("SH", ["NAME"]);
    roff.text([roman("ripmitool - talk to the management controllers of servers (IPMI)")]);
    roff.control("SH", ["SYNOPSIS"]);
    roff.text([
        bold("ripmitool"),
        roman(" ["),
        italic("option"),
        roman(" ...] "),
        italic("command"),
        roman(" ["),
        italic("word"),
        roman(" ...]"),
    ]);
    roff.control("SH", ["DESCRIPTION"]);
    paragraphs(roff, DESCRIPTION);
}

fn commands(roff: &mut Roff) {
    roff.control("SH", ["COMMANDS"]);
    for group in GROUPS {
        roff.control("SS", [group.name]);
        roff.text([roman(sentence(group.help))]);
        if !group.args.is_empty() {
            roff.control("PP", []);
            roff.text([bold(group.name), roman(" "), italic(group.args)]);
        }
        match group.name {
            "mock-bmc" => mock_bmc(roff),
            // Their words stand under chassis power and mc.
            "power" | "bmc" => {}
            _ => group.words.iter().for_each(|word| command_words(roff, group.name, word)),
        }
    }
}

/// Each word, with all words in front of it.
fn command_words(roff: &mut Roff, before: &str, word: &Word) {
    let path = format!("{before} {}", word.name);
    item(roff, &path, word.args, word.help);
    for inner in word.words {
        command_words(roff, &path, inner);
    }
}

fn mock_bmc(roff: &mut Roff) {
    for arg in crate::cli::mock_bmc::command().get_arguments() {
        let Some(long) = arg.get_long() else { continue };
        let takes_value = arg.get_action().takes_values();
        let name = arg.get_value_names().unwrap_or_default().first().filter(|_| takes_value);
        let value = name.map(Str::as_str).unwrap_or_default();
        let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
        item(roff, &format!("--{long}"), value, &help);
    }
}

fn sections(roff: &mut Roff) {
    roff.control("SH", ["OUTPUT"]);
    paragraphs(roff, OUTPUT);
    roff.control("SH", ["EXIT STATUS"]);
    paragraphs(roff, EXIT_STATUS);
    for (code, meaning) in EXIT_CODES {
        item(roff, code, "", meaning);
    }
    roff.control("SH", ["ENVIRONMENT"]);
    for (name, meaning) in ENVIRONMENT {
        item(roff, name, "", meaning);
    }
    roff.control("SH", ["EXAMPLES"]);
    for (what, line) in EXAMPLES {
        roff.control("TP", []);
        roff.text([roman(*what)]);
        roff.text([bold(*line)]);
    }
    roff.control("SH", ["DIFFERENCES"]);
    paragraphs(roff, DIFFERENCES);
    roff.control("SH", ["SEE ALSO"]);
    roff.text([bold("ipmitool"), roman("(1), "), bold("ipmi-config"), roman("(8)")]);
}

fn item(roff: &mut Roff, name: &str, args: &str, help: &str) {
    roff.control("TP", []);
    let mut line: Vec<Inline> = vec![bold(name)];
    if !args.is_empty() {
        line.extend([roman(" "), italic(args)]);
    }
    roff.text(line);
    roff.text([roman(sentence(help))]);
}

fn paragraphs(roff: &mut Roff, texts: &[&str]) {
    for (index, text) in texts.iter().enumerate() {
        if index > 0 {
            roff.control("PP", []);
        }
        roff.text([roman(*text)]);
    }
}

fn sentence(text: &str) -> String {
    if text.ends_with('.') { text.to_owned() } else { format!("{text}.") }
}

/// When the page was last changed in more than its tables.
const DATE: &str = "2026-11-22";

const DESCRIPTION: &[&str] = &[
    "ripmitool sends requests to a baseboard management controller (BMC): the small computer in a \
     server that switches it on and off and watches it. It speaks IPMI 1.5 (-I lan) and IPMI 2.0 \
     (-I lanplus) over a network, and takes the options and commands of ipmitool: what it prints \
     on standard output and its exit status are the same.",
    "Options may stand anywhere on the command line. Letters are ipmitool's, long options are \
     ripmitool's own. Numbers may be decimal, octal (017) or hexadecimal (0xf).",
    "A password on the command line is overwritten at once, but other users may see it before \
     that: -f, -E, -a and --password-command are safer.",
];

const OUTPUT: &[&str] = &[
    "--format text is what ipmitool prints and is the default; csv (also -c) is for those commands \
     that have it, and is text for the others; table draws tables for people; json (also --json) \
     is one object with the fields schema, host, command, ok, and data or error. error has a kind, \
     a completion_code and a message.",
    "With -v the choices made for the session are told on standard error, with -vv the requests \
     and answers too. Passwords and keys are never shown.",
];

const EXIT_STATUS: &[&str] = &[
    "0 on success, 1 on failure. A signal ends the program with 128 and the signal's number, after \
     the session is closed. With --exit-codes detailed:",
];

const EXIT_CODES: &[(&str, &str)] = &[
    ("0", "Done"),
    ("1", "The BMC refused the command, its answer made no sense, or this system failed"),
    ("2", "The command line cannot be understood"),
    ("10", "No address, no answer, or not in time"),
    ("11", "Wrong user name or password"),
    ("12", "The account may not do that"),
    ("13", "Cipher suite, authentication type or K_g do not fit"),
    ("14", "The BMC has no free session, or is busy"),
    ("15", "It is not known whether the command was carried out"),
];

const ENVIRONMENT: &[(&str, &str)] = &[
    ("IPMI_PASSWORD", "The password, with -E"),
    ("IPMITOOL_PASSWORD", "The password, with -E; it comes before IPMI_PASSWORD"),
    ("IPMI_KGKEY", "The K_g key, with -K"),
    ("POSIXLY_CORRECT", "When set, options end at the first word"),
    ("XDG_STATE_HOME", "Where -I mock keeps the state of its BMC; otherwise in ~/.local/state"),
];

const EXAMPLES: &[(&str, &str)] = &[
    ("Is the server on?", "ripmitool -I lanplus -H bmc1 -U admin -f pwfile power status"),
    ("The same, without any hardware:", "ripmitool -I mock power status"),
    (
        "For a program, in two seconds or not at all:",
        "ripmitool -I lanplus -H bmc1 -U admin -E --json --deadline 2s chassis status",
    ),
    ("Be a BMC:", "ripmitool mock-bmc --listen 127.0.0.1:6230 --user admin:password:administrator"),
];

const DIFFERENCES: &[&str] = &[
    "Where ipmitool is wrong, ripmitool does otherwise; docs/differences.md in the sources lists \
     each case. Commands of ipmitool that are not in the list above are not available yet: they \
     say so and end with status 1.",
];
