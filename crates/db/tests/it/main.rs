//! The facade on both databases.
