//! The contract of each route, on both databases.

#![cfg(test)]

mod access;
mod categories;
mod changes;
mod connection_settings;
mod customers;
mod deleted_log;
mod documents;
mod fixture;
mod integrations;
mod items;
mod locations;
mod plan;
mod purchase_orders;
mod sent;
mod sold_items;
mod transactions;
