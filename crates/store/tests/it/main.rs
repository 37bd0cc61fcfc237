//! The SQL of each noun, on both databases.

#![cfg(test)]

mod books;
mod counters;
mod items;
mod schema;
mod statements;
mod tenancy;
