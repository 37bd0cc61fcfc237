//! Commands and queries, one transaction each.
