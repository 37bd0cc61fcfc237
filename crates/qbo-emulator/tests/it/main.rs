//! The rules of the emulator, one module a topic. `docs/emulator/behaviours.md` lists every test with the source
//! of the rule that it shows; [`behaviours`] keeps list and tests in step.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails in a test's own functions fails the test")]

mod account;
mod attachable;
mod batch;
mod behaviours;
mod bill;
mod cdc;
mod companies;
mod control;
mod credit_memo;
mod currency;
mod customer;
mod deposit;
mod discount;
mod documents;
mod faults;
mod forms;
mod hostile;
mod invoice;
mod item;
mod journal;
mod journal_entry;
mod ledger;
mod links;
mod lists;
mod oauth;
mod opening;
mod payment;
mod preferences;
mod protocol;
mod purchase;
mod purchase_order;
mod query;
mod receipts;
mod refusals;
mod replay;
mod report;
mod seed;
mod serve;
mod stage;
mod state;
mod stock;
mod tax;
mod tax_abroad;
mod tax_automated;
mod tax_service;
mod throttle;
mod time_activity;
mod transfer;
mod update;
mod void;
mod webhooks;
mod window;
mod xml;
