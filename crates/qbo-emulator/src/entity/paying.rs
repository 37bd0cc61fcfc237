//! Lines that pay: what they may be linked to, and what is left of the amount (fact sheet 9.7, 10.4, 12.2).

use super::owing::is_credit;
use super::tie::{astray, check_single, line_ties, link_of};
use super::{Entity, Ties, Work};
use crate::books::{Company, Id, Record};
use crate::fault::Fault;
use crate::wire::{Members, Object};
use rust_decimal::Decimal;
use serde_json::Value;
use std::collections::BTreeMap;

/// Transactions that settle others.
pub(crate) const PAYERS: [&str; 2] = ["Payment", "BillPayment"];

/// Entries in receivables or payables are charges or credits, as their side says.
const ENTRY: &str = "JournalEntry";

/// Kept on a line beside the members that are shown: it uses up an entry that is a credit.
const CREDIT: &str = "UsesCredit";

/// What a kind of payment may be put on; both kinds also on journal entries.
pub(super) struct Paying {
    /// The kind itself, one of [`PAYERS`].
    pub(super) payer: &'static str,
    /// Entities that are paid.
    pub(super) charges: &'static [&'static str],
    /// Entities whose credit is used up.
    pub(super) credits: &'static [&'static str],
    /// Whether the payer may settle this transaction.
    pub(super) owns: fn(&Company, payment: &Object, target: &Record) -> bool,
    /// What is said when it may not.
    pub(super) refusal: &'static str,
}

/// A line's target, as it was found.
pub(super) struct Settled<'a> {
    pub(super) entity: &'static Entity,
    pub(super) record: &'a Record,
    /// What this payment may put on it, before its lines.
    pub(super) open: Decimal,
}

impl Paying {
    /// Checks every line against its transaction; `note` may put something on the line.
    ///
    /// # Errors
    /// 2020 for what is missing, 610 for what is not there, 620 for a link that can't be, 6000 for a line above the open balance or on
    /// another's transaction.
    pub(super) fn complete_lines(
        &self,
        work: &Work<'_>,
        body: &mut Object,
        note: impl Fn(&mut Object, &Settled<'_>),
    ) -> Result<(), Fault> {
        let mut lines = Vec::new();
        let mut left = BTreeMap::new();
        for mut line in body.list("Line").iter().filter_map(Value::as_object).cloned() {
            check_form(&line)?;
            let (id, settled) = self.find(work, body, &line)?;
            let left = left.entry(id).or_insert(settled.open);
            *left -= line.amount("Amount");
            if *left < Decimal::ZERO || line.amount("Amount") < Decimal::ZERO {
                return Err(Fault::business(
                    "You can't apply more than the open balance of the transaction.",
                )
                .element("Line"));
            }
            line.remove(CREDIT);
            if settled.entity.name == ENTRY && is_credit(&settled.record.body, self.payer) {
                line.put(CREDIT, true);
            }
            note(&mut line, &settled);
            lines.push(Value::Object(line));
        }
        body.put("Line", lines);
        Ok(())
    }

    /// What may be put on a transaction: what is open of it and what this payment already puts on it.
    fn find<'a>(&self, work: &Work<'a>, body: &Object, line: &Object) -> Result<(Id, Settled<'a>), Fault> {
        let link = line.list("LinkedTxn").first().and_then(Value::as_object);
        let id = Id::parse(link.and_then(|link| link.text("TxnId")).unwrap_or_default());
        let is_settled =
            |name: &str| self.charges.contains(&name) || self.credits.contains(&name) || name == ENTRY;
        let entity = link_of(line).map(|(entity, _)| entity).filter(|entity| is_settled(entity.name));
        let found = entity.and_then(|entity| Some((entity, work.company.find(entity.name, &id)?)));
        let (entity, record) = found.ok_or_else(|| astray(work.company, &id))?;
        if !(self.owns)(work.company, body, record) {
            return Err(Fault::business(self.refusal).element("Line"));
        }
        let stake = entity.behaviour.stake(&record.body, self.payer).unwrap_or_default();
        let own = work.before.map(|before| work.company.applied.of(&id, &before.id)).unwrap_or_default();
        let open = (stake - work.company.applied.sum_by(&id, self.payer)).max(Decimal::ZERO) + own;
        Ok((id, Settled { entity, record, open }))
    }

    /// What is left of `TotalAmt` and the credits after the charges; below zero where they are too high.
    pub(super) fn unapplied(&self, body: &Object) -> Decimal {
        let signed = |line: &Object| match self.is_credit(line) {
            None => Decimal::ZERO,
            Some(true) => line.amount("Amount"),
            Some(false) => -line.amount("Amount"),
        };
        let lines = body.list("Line").iter().filter_map(Value::as_object);
        body.amount("TotalAmt") + lines.map(signed).sum::<Decimal>()
    }

    /// Whether a line uses up a credit; `None` where it is linked to nothing.
    fn is_credit(&self, line: &Object) -> Option<bool> {
        let (entity, _) = link_of(line)?;
        Some(self.credits.contains(&entity.name) || line.flag(CREDIT))
    }

    /// Takes off the charges, the last first, what money and credits no longer cover (assumed).
    pub(super) fn cut_charges(&self, body: &mut Object) {
        let mut excess = -self.unapplied(body);
        if excess <= Decimal::ZERO {
            return;
        }
        let mut kept = Vec::new();
        for mut line in body.list("Line").iter().rev().filter_map(Value::as_object).cloned() {
            if self.is_credit(&line) == Some(false) {
                let taken = line.amount("Amount").min(excess);
                excess -= taken;
                let left = line.amount("Amount") - taken;
                if left.is_zero() {
                    continue;
                }
                line.put_money("Amount", left);
            }
            kept.push(Value::Object(line));
        }
        kept.reverse();
        body.put("Line", kept);
    }

    /// What is unapplied, which must not be below zero.
    ///
    /// # Errors
    /// 6000 for more charges than money and credits.
    pub(super) fn check_unapplied(&self, body: &Object) -> Result<Decimal, Fault> {
        let unapplied = self.unapplied(body);
        if unapplied < Decimal::ZERO {
            return Err(Fault::business("Amount applied is greater than payment or refund amount."));
        }
        Ok(unapplied)
    }

    /// What the lines put on others.
    pub(super) fn ties(&self, body: &Object) -> Ties {
        line_ties(body)
    }
}

/// Takes off the lines what is kept beside the members that are shown.
pub(super) fn hide_marks(shown: &mut Object) {
    let Some(Value::Array(lines)) = shown.get_mut("Line") else { return };
    for line in lines.iter_mut().filter_map(Value::as_object_mut) {
        line.remove(CREDIT);
    }
}

fn check_form(line: &Object) -> Result<(), Fault> {
    if !line.contains_key("Amount") {
        return Err(Fault::missing("Amount"));
    }
    let Some(link) = line.list("LinkedTxn").first().and_then(Value::as_object) else {
        return Err(Fault::missing("LinkedTxn"));
    };
    check_single(line)?;
    match ["TxnId", "TxnType"].iter().find(|member| link.text(member).is_none()) {
        Some(member) => Err(Fault::missing(member)),
        None => Ok(()),
    }
}

/// The amount of a payment, which must be there and not below zero.
///
/// # Errors
/// 6000 with the service's text.
pub(super) fn check_total(body: &Object) -> Result<(), Fault> {
    match body.decimal("TotalAmt") {
        None => Err(Fault::business("You must set a transaction amount.").element("TotalAmt")),
        Some(total) if total < Decimal::ZERO => {
            let text = "You must specify a transaction amount that is 0 or greater.";
            Err(Fault::business(text).element("TotalAmt"))
        }
        Some(_) => Ok(()),
    }
}

/// Refuses to give a settled transaction to another customer or vendor (fact sheet 12.4, assumed).
///
/// # Errors
/// 6000 when the reference `member` has changed and something is put on the transaction.
pub(super) fn keep_owner(work: &Work<'_>, body: &Object, member: &'static str) -> Result<(), Fault> {
    match work.before {
        Some(before) if before.body.target(member) != body.target(member) => keep_while_settled(work, member),
        _ => Ok(()),
    }
}

/// Refuses a change of `member` while something is put on the transaction.
///
/// # Errors
/// 6000, as for an invoice with payments.
pub(super) fn keep_while_settled(work: &Work<'_>, member: &'static str) -> Result<(), Fault> {
    if work.before.is_none_or(|before| work.company.applied.sum(&before.id).is_zero()) {
        return Ok(());
    }
    let text = "This transaction is linked to other transactions. Unlink them first.";
    Err(Fault::business(text).element(member))
}
