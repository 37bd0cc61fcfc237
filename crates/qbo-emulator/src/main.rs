//! The `qbo-emulator` program.
fn main() {}
