//! What a run has found.

use crate::Country;
use crate::data::Fate;
use crate::ledger::{Kind, Ledger};
use live::Calls;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

/// What a run has found. It prints as a page.
#[derive(Debug, Clone)]
pub struct Report {
    /// Where both companies were.
    pub country: Country,
    /// Where the books were.
    pub database: &'static str,
    /// How long the clients took to enter everything.
    pub entering: Duration,
    /// How long it took from the first request until the log was quiet.
    pub until_quiet: Duration,
    /// How many orders had each fate.
    pub fates: BTreeMap<Fate, usize>,
    /// Calls to QuickBooks, connecting left out.
    pub calls: Calls,
    /// The entries that failed or wait for one that did, each with its reason.
    pub failed: Vec<String>,
    /// What differs between the files, the books and QuickBooks, a sentence each.
    pub mismatches: Vec<String>,
    pub(crate) sides: [Ledger; 3],
}

impl Report {
    /// Whether everything arrived and all sides are equal.
    pub fn is_equal(&self) -> bool {
        self.failed.is_empty() && self.mismatches.is_empty()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = |time: Duration| format!("{}.{} s", time.as_secs(), time.subsec_millis() / 100);
        let place = format!("{}, {}", self.country, self.database);
        writeln!(f, "{place:<22}{:>16}{:>16}{:>16}", "Northwind", "Counterfoil", "QuickBooks")?;
        let counts = [
            ("customers", Kind::Customer),
            ("suppliers", Kind::Supplier),
            ("invoices", Kind::Invoice),
            ("payments", Kind::Payment),
            ("refunds", Kind::Refund),
            ("purchase orders", Kind::PurchaseOrder),
            ("bills", Kind::Bill),
        ];
        for (name, kind) in counts {
            row(f, name, self.sides.each_ref().map(|side| count(side.count(kind))))?;
        }
        row(f, "invoiced", self.sides.each_ref().map(|side| money(side.invoiced)))?;
        row(f, "of it tax", self.sides.each_ref().map(|side| money(side.taxed)))?;
        row(f, "paid", self.sides.each_ref().map(|side| money(side.paid)))?;
        row(f, "given back", self.sides.each_ref().map(|side| money(side.refunded)))?;
        row(f, "receivable", self.sides.each_ref().map(|side| money(side.receivable)))?;
        row(f, "ordered", self.sides.each_ref().map(|side| money(side.ordered)))?;
        row(f, "payable", self.sides.each_ref().map(|side| money(side.payable)))?;
        for (fate, count) in &self.fates {
            writeln!(f, "orders {fate:<15}{count:>16}")?;
        }
        writeln!(f, "calls to QuickBooks   {:>16}", self.calls.total)?;
        for (kind, count) in &self.calls.by_kind {
            writeln!(f, "  {kind:<20}{count:>16}")?;
        }
        writeln!(f, "entered in            {:>16}", seconds(self.entering))?;
        writeln!(f, "log quiet after       {:>16}", seconds(self.until_quiet))?;
        writeln!(f, "entries failed        {:>16}", self.failed.len())?;
        self.failed.iter().try_for_each(|failure| writeln!(f, "  {failure}"))?;
        writeln!(f, "mismatches            {:>16}", self.mismatches.len())?;
        self.mismatches.iter().try_for_each(|mismatch| writeln!(f, "  {mismatch}"))
    }
}

/// A side that keeps nothing of a kind has no count.
fn count(records: usize) -> String {
    if records == 0 { "-".to_owned() } else { records.to_string() }
}

fn money(amount: Decimal) -> String {
    format!("{amount:.2}")
}

fn row(f: &mut fmt::Formatter<'_>, name: &str, cells: [String; 3]) -> fmt::Result {
    let [source, books, remote] = cells;
    writeln!(f, "{name:<22}{source:>16}{books:>16}{remote:>16}")
}
