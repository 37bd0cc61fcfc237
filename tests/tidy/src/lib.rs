//! The rules of the tree, kept by tests.
