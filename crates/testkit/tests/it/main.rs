//! The databases of tests, tested.

#![cfg(test)]

mod databases;
mod postgres;
