//! The real program: started, used, stopped and killed like any other process, against an emulator on a port.
#![cfg(test)]

mod agreement;
mod api;
mod company;
mod demo;
mod kill;
mod outage;
mod program;
mod prospects;
mod purchase_orders;
mod quickbooks;
mod refusals;
mod stage;
mod starting;
mod stopping;
