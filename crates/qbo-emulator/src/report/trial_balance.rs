//! The trial balance.

use super::basis::movements;
use super::chart::{Chart, is_result};
use super::request::Request;
use super::sheet::{bare, column, money_or_blank, named, total};
use super::statement::{result, retain};
use crate::books::Company;
use crate::wire::Members;
use rust_decimal::Decimal;
use serde_json::Value;

/// Every account with its balance on the last day, debit or credit. Accounts of income and expenses show what
/// moved since the first day; what came before is in the retained earnings (assumed).
pub(super) fn trial_balance(company: &Company, request: &Request) -> Value {
    let movements = movements(company, request);
    let counted = movements.iter().filter(|movement| {
        movement.date <= request.end
            && (movement.date >= request.start || !is_result(company, movement.account))
    });
    let mut chart = Chart::of(company, counted);
    retain(company, &mut chart, result(company, &movements, |date| date < request.start));
    let mut rows = Vec::new();
    let (mut debits, mut credits) = (Decimal::ZERO, Decimal::ZERO);
    for (account, amount) in chart.flat().filter(|(_, amount)| !amount.is_zero()) {
        let (debit, credit) = (amount.max(Decimal::ZERO), (-amount).max(Decimal::ZERO));
        debits += debit;
        credits += credit;
        let name = account.body.text("FullyQualifiedName").unwrap_or_default();
        rows.push(bare(vec![named(name, &account.id), money_or_blank(debit), money_or_blank(credit)]));
    }
    let empty = rows.is_empty();
    rows.push(total("GrandTotal", "TOTAL", [debits, credits]));
    let columns = vec![
        column("", "Account", "account"),
        column("Debit", "Money", "debit"),
        column("Credit", "Money", "credit"),
    ];
    request.sheet(columns, rows, empty)
}
