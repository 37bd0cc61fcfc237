//! Rules that hold for every input.

mod amounts;
mod convergence;
mod exact;
mod remote;
