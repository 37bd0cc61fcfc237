#![cfg(test)]
//! What the planner decides: tables of decisions, payloads as they travel, and rules that hold for every input.

mod error_pages;
mod fault;
mod matrix;
mod payload;
mod preflight;
mod property;
mod sample;
mod shown;
