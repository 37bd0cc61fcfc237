//! Calls: what they send, what they return, how they fail.

mod changes;
mod batches;
mod failures;
mod queries;
mod reads;
mod writes;
