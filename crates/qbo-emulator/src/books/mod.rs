//! What the emulator holds: companies, their records, and the indexes that keep a write from scanning.

mod application;
mod body;
mod company;
mod counters;
mod deletions;
mod files;
mod fold;
mod id;
mod kept;
mod ledger;
mod names;
mod news;
mod numbers;
mod preference;
mod record;
mod replay;
mod shelf;
mod stock;
mod table;

pub(crate) use application::{Applications, Applied};
pub(crate) use body::Body;
pub(crate) use company::Company;
pub(crate) use counters::Counters;
pub(crate) use deletions::{Deletion, Deletions, LOOK_BACK};
pub(crate) use files::{File, Files};
pub(crate) use fold::Folded;
pub(crate) use id::Id;
pub(crate) use ledger::{Entry, Ledger, OPENING, Posting};
pub(crate) use names::{NameOwner, Names};
pub(crate) use news::{Change, ChangeKind, News};
pub(crate) use numbers::Numbers;
pub(crate) use preference::Switch;
pub(crate) use record::Record;
pub(crate) use replay::{Remembered, Replays};
pub(crate) use shelf::{Change as StockChange, Key, Shelf, worth};
pub(crate) use table::Table;
