//! The pages as a browser meets them, on both databases.
#![cfg(test)]
