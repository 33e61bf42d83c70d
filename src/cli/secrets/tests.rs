use std::os::unix::fs::PermissionsExt;

use super::*;

/// What a run of steps left: password, K_g, warnings.
type Left = (Option<Vec<u8>>, Option<Vec<u8>>, Vec<String>);

struct World {
    env: Vec<(&'static str, &'static str)>,
    answers: Vec<&'static str>,
    care: Care,
    shown: String,
}

fn quiet_world() -> World {
    World {
        env: Vec::new(),
        answers: Vec::new(),
        care: Care { insecure: false, strict: false, warn: false },
        shown: String::new(),
    }
}

impl World {
    fn run(&mut self, steps: Vec<SecretStep>) -> Result<Left, Stop> {
        let env = self.env.clone();
        let find = |name: &str| {
            env.iter().find(|(key, _)| *key == name).map(|(_, value)| OsString::from(value))
        };
        let (answers, shown) = (&mut self.answers, &mut self.shown);
        let mut ask = |notes: &[u8], prompt: &str| {
            shown.push_str(std::str::from_utf8(notes).unwrap());
            shown.push_str(prompt);
            if answers.is_empty() {
                return Err(AskError::Interrupted);
            }
            Ok(Secret::from(answers.remove(0)))
        };
        let mut source = Source { env: &find, ask: &mut ask };
        let mut warnings = Vec::new();
        let mut reader = Reader {
            source: &mut source,
            care: self.care,
            warnings: &mut warnings,
            password: None,
            kg: None,
        };
        for step in steps {
            reader.step(step)?;
        }
        let bytes = |secret: Option<Secret>| secret.map(|secret| secret.bytes().to_vec());
        let (password, kg) = (bytes(reader.password), bytes(reader.kg));
        Ok((password, kg, warnings))
    }
}

fn password(step: Vec<SecretStep>) -> (Option<String>, Vec<String>) {
    let (password, _, warnings) = quiet_world().run(step).unwrap();
    (password.map(|bytes| String::from_utf8(bytes).unwrap()), warnings)
}

fn literal(text: &str) -> SecretStep {
    SecretStep::Password(Secret::from(text))
}

fn file_with(content: &[u8]) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), content).unwrap();
    file
}

/// Each of them was seen with IPMItool: which password got in, or which line came.
#[test]
fn a_files_first_line_ends_at_return_or_tab() {
    for (content, want) in [
        ("password", "password"),
        ("password\nmore\n", "password"),
        ("password\r\n", "password"),
        ("password\tmore\n", "password"),
        ("pass word \n", "pass word "),
        ("\n", ""),
        ("\rpassword\n", ""),
    ] {
        let file = file_with(content.as_bytes());
        let step = SecretStep::PasswordFile(file.path().into());
        assert_eq!(password(vec![step]), (Some(want.to_owned()), vec![]), "{content:?}");
    }
}

#[test]
fn files_that_fail_say_so_and_take_the_password_away() {
    // A name in a folder of our own: other programs make a /nonexistent where they are told so.
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing");
    let step = SecretStep::PasswordFile(missing.clone());
    let name = missing.display();
    let want = [
        format!("File {name} does not exist"),
        format!("Unable to open password file {name}"),
        format!("Unable to read password from file {name}"),
    ];
    assert_eq!(password(vec![literal("x"), step]), (None, want.to_vec()));
    let empty = file_with(b"");
    let line = format!("Unable to read password from file {}", empty.path().display());
    let step = SecretStep::PasswordFile(empty.path().into());
    assert_eq!(password(vec![step]), (None, vec![line.clone(), line]));
    let (none, warnings) = password(vec![SecretStep::PasswordFile("/".into())]);
    assert_eq!((none, warnings.len()), (None, 2), "a directory");
}

#[test]
fn nothing_is_cut_and_a_file_without_end_is_left_early() {
    let file = file_with(&[b'a'; 30]);
    let step = SecretStep::PasswordFile(file.path().into());
    assert_eq!(password(vec![step]).0.unwrap().len(), 30);
    let step = SecretStep::PasswordFile("/dev/zero".into());
    assert_eq!(password(vec![step]).0.unwrap().len(), LONGEST_LINE);
}

#[test]
fn files_of_others() {
    let file = file_with(b"password\n");
    let set = |mode| {
        std::fs::set_permissions(file.path(), std::fs::Permissions::from_mode(mode)).unwrap();
    };
    let run = |care| {
        let mut world = World { care, ..quiet_world() };
        world.run(vec![SecretStep::PasswordFile(file.path().into())])
    };
    let (warn, strict) =
        (Care { warn: true, ..Care::default() }, Care { strict: true, ..Care::default() });
    let text = format!("Password file {} can be read by other users", file.path().display());
    set(0o640);
    assert_eq!(run(Care::default()).unwrap().2, [""; 0]);
    assert_eq!(run(warn).unwrap().2, [text.as_str()]);
    assert_eq!(run(strict).unwrap_err(), Stop::error(&text));
    assert!(run(Care { insecure: true, warn: true, strict: true }).unwrap().2.is_empty());
    set(0o600);
    assert!(run(strict).unwrap().2.is_empty());
}

#[test]
fn the_environment_goes_by_ipmitools_order() {
    let run = |env: &[(&'static str, &'static str)]| {
        let mut world = World { env: env.to_vec(), ..quiet_world() };
        let steps = vec![literal("old"), SecretStep::PasswordEnvironment];
        let (password, _, warnings) = world.run(steps).unwrap();
        (String::from_utf8(password.unwrap()).unwrap(), warnings.join("|"))
    };
    let missing = "Unable to read password from environment".to_owned();
    assert_eq!(run(&[]), ("old".into(), missing));
    assert_eq!(run(&[("IPMI_PASSWORD", "a")]), ("a".into(), String::new()));
    assert_eq!(run(&[("IPMI_PASSWORD", "a"), ("IPMITOOL_PASSWORD", "b")]).0, "b");
    assert_eq!(run(&[("IPMI_PASSWORD", "a"), ("IPMITOOL_PASSWORD", "")]).0, "");
}

#[test]
fn kg_keys() {
    let mut world =
        World { env: vec![("IPMI_KGKEY", "env")], answers: vec!["typed"], ..quiet_world() };
    let long = SecretStep::Kg(Secret::new(vec![b'k'; 30]));
    let (_, kg, _) = world.run(vec![SecretStep::KgEnvironment, long]).unwrap();
    assert_eq!(kg.unwrap(), [b'k'; LONGEST_KEY]);
    let (_, kg, _) = world.run(vec![SecretStep::KgPrompt, SecretStep::KgEnvironment]).unwrap();
    assert_eq!(kg.unwrap(), b"env");
    assert_eq!(world.shown, "Key: ");
    let kept = SecretStep::Kg(Secret::from("x"));
    let (_, kg, warnings) = quiet_world().run(vec![kept, SecretStep::KgEnvironment]).unwrap();
    assert_eq!(
        (kg.unwrap(), warnings),
        (b"x".to_vec(), vec!["Unable to read kgkey from environment".into()])
    );
}

#[test]
fn warnings_come_before_a_prompt_and_only_once() {
    let mut world = World { answers: vec!["typed"], ..quiet_world() };
    let steps = vec![SecretStep::PasswordEnvironment, SecretStep::PasswordPrompt];
    let (password, _, warnings) = world.run(steps).unwrap();
    assert_eq!((password.unwrap(), warnings.len()), (b"typed".to_vec(), 0));
    assert_eq!(world.shown, "Unable to read password from environment\nPassword: ");
    let stop = world.run(vec![SecretStep::PasswordPrompt]).unwrap_err();
    assert_eq!((stop.status, stop.stderr.len()), (130, 0), "Ctrl-C");
}

#[test]
fn commands_give_their_first_line() {
    let run = |text: &str| quiet_world().run(vec![SecretStep::PasswordCommand(text.into())]);
    assert_eq!(run("echo secret; echo more").unwrap().0.unwrap(), b"secret");
    assert_eq!(run("printf 'a b\\r\\n'").unwrap().0.unwrap(), b"a b");
    let line = |result: Result<Left, Stop>| String::from_utf8(result.unwrap_err().stderr).unwrap();
    assert_eq!(line(run("exit 3")), "Password command failed: exit status: 3\n");
    assert_eq!(line(run("true")), "Password command failed: it printed nothing\n");
}
