//! The month in which the fiscal year begins is kept in the preferences, and the company's info says it, too. So a change is
//! a new version of both (fact sheet 2.5).

use super::write::store;
use super::{Desk, Effect};
use crate::books::Table;
use crate::entity::by_name;
use crate::wire::{Members, Object};
use serde_json::Value;

/// Puts a month into the preferences, if it is another one.
pub(super) fn begin_in(desk: &mut Desk<'_>, month: Option<&str>) {
    let Some(month) = month.filter(|month| *month != desk.company.fiscal_month()) else { return };
    renew(desk, "Preferences", |body| {
        if let Some(Value::Object(group)) = body.get_mut("AccountingInfoPrefs") {
            group.put("FirstMonthOfFiscalYear", month);
        }
    });
}

/// The company's info has a new version when the month is no longer `former`.
pub(super) fn told_since(desk: &mut Desk<'_>, former: &str) {
    if desk.company.fiscal_month() != former {
        renew(desk, "CompanyInfo", |_| {});
    }
}

/// The next version of what there is one of.
fn renew(desk: &mut Desk<'_>, entity: &str, change: impl FnOnce(&mut Object)) {
    let Some(entity) = by_name(entity) else { return };
    let Some(before) = desk.company.table(entity.name).and_then(Table::first).cloned() else {
        return;
    };
    let mut body = before.body.to_object();
    change(&mut body);
    store(desk, entity, Some(&before), before.next(body, desk.now), Effect::Updated);
}
