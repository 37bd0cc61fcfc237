//! The rules of the emulator, one module a topic.
