//! The trial balance.

use super::amounts::Amounts;
use super::basis::{Movement, movements};
use super::chart::{Chart, is_result};
use super::request::Request;
use super::sheet::{bare, cells, column, money_or_blank, named, total};
use super::statement::retain;
use crate::books::Company;
use crate::fault::Fault;
use crate::wire::Members;
use rust_decimal::Decimal;
use serde_json::Value;

/// Every account with its balance on the last day, debit or credit. Accounts of income and expenses show what
/// moved since the first day; what came before is in the retained earnings (assumed).
pub(super) fn trial_balance(company: &Company, request: &Request) -> Result<Value, Fault> {
    let movements = movements(company, request);
    let counts = |_, movement: &Movement<'_>| {
        movement.date <= request.end
            && (movement.date >= request.start || !is_result(company, movement.account))
    };
    let mut chart = Chart::of(company, 1, &movements, counts);
    let earlier = |_, movement: &Movement<'_>| movement.date < request.start;
    retain(company, &mut chart, &Chart::of(company, 1, &movements, earlier).result());
    let mut rows = Vec::new();
    let mut sums = Amounts::nothing(2);
    for (account, amounts) in chart.flat().filter(|(_, amounts)| !amounts.is_nothing()) {
        let amount: Decimal = amounts.iter().sum();
        let sides = Amounts::from(vec![amount.max(Decimal::ZERO), (-amount).max(Decimal::ZERO)]);
        let name = account.body.text("FullyQualifiedName").unwrap_or_default();
        rows.push(bare(cells(named(name, &account.id), &sides, money_or_blank)));
        sums.add(&sides);
    }
    let empty = rows.is_empty();
    rows.push(total("GrandTotal", "TOTAL", &sums));
    let columns = vec![
        column("", "Account", "account"),
        column("Debit", "Money", "debit"),
        column("Credit", "Money", "credit"),
    ];
    Ok(request.sheet(columns, rows, empty))
}
