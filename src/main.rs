//! The `ripmitool` binary.
fn main() -> std::process::ExitCode {
    ripmitool::cli::main(std::env::args_os())
}
