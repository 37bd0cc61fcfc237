//! Calls: what they send, what they return, how they fail.

mod batches;
mod changes;
mod failures;
mod queries;
mod reads;
mod writes;
