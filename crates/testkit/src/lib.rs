//! Running app and emulator for tests, builders, both databases.
