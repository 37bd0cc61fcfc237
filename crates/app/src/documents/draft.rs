//! From what a user says to a draft that may be saved.

use super::input::Input;
use super::lines::{self, Ground};
use crate::{Error, Saved, Work};
use domain::company::Company;
use domain::contact::Contact;
use domain::document::{Document, DocumentDraft, DocumentKind, Line, Totals, totals};
use domain::{Currency, ExchangeRate, Refusals};
use jiff::civil::Date;
use rust_decimal::Decimal;
use uuid::Uuid;

/// A checked draft and what it adds up to.
pub(super) struct Drafted {
    pub(super) draft: DocumentDraft,
    pub(super) totals: Totals,
}

/// What a document must have; taken from the input, else from the document that is edited.
struct Required {
    contact_id: Uuid,
    issue_date: Date,
    currency: Currency,
    exchange_rate: Option<ExchangeRate>,
}

/// The draft that `input` makes, of nothing or of the document that is there.
///
/// # Errors
/// Everything that is wrong with the input, at once where the checks don't build on each other.
pub(super) async fn draft(
    work: &mut Work,
    kind: DocumentKind,
    input: Input,
    before: Option<&Document>,
) -> Result<Drafted, Error> {
    let company_id = work.company_id();
    let company = store::companies::get(work.tx(), company_id).await?;
    let company = company.ok_or_else(|| Error::not_found("company", company_id))?;
    let required = required(&input, before, &company)?;
    let contact = contact(work, kind, required.contact_id, before).await?;
    let lines = match input.lines {
        None => before.map(|document| document.lines.clone()).unwrap_or_default(),
        Some(said) => {
            let ground = Ground { kind, contact: &contact, currency: required.currency, before };
            lines::read(work, said, ground).await?
        }
    };
    let kept = |said: Option<String>, kept: fn(&Document) -> &String| {
        said.or_else(|| before.map(|document| kept(document).clone())).unwrap_or_default()
    };
    let draft = DocumentDraft {
        kind,
        contact_id: required.contact_id,
        name: kept(input.name, |document| &document.name),
        issue_date: required.issue_date,
        shipping_address: kept(input.shipping_address, |document| &document.shipping_address),
        external_po_number: kept(input.external_po_number, |document| &document.external_po_number),
        currency: required.currency,
        exchange_rate: required.exchange_rate,
        lines,
    }
    .checked(company.discount)?;
    let totals = summed(&draft.lines, draft.currency, &company)?;
    Ok(Drafted { draft, totals })
}

fn required(input: &Input, before: Option<&Document>, company: &Company) -> Result<Required, Refusals> {
    let mut refusals = Refusals::default();
    let contact_id = input.contact_id.or(before.map(|document| document.contact_id));
    let issue_date = input.issue_date.or(before.map(|document| document.issue_date));
    let currency = input.currency.or(before.map(|document| document.currency)).unwrap_or(company.currency);
    let exchange_rate = refusals.absorb(exchange_rate(input, before, currency, company)).flatten();
    if contact_id.is_none() {
        refusals.add_required("customer_id");
    }
    if issue_date.is_none() {
        refusals.add_required("issue_date");
    }
    if input.lines.is_none() && before.is_none() {
        refusals.add_required("document_items");
    }
    let found = contact_id.zip(issue_date);
    let found =
        found.map(|(contact_id, issue_date)| Required { contact_id, issue_date, currency, exchange_rate });
    refusals.unless_any(found)?.ok_or_else(Refusals::default)
}

/// The rate of a document in this currency: what is said, else what it had as long as it was in that currency.
fn exchange_rate(
    input: &Input,
    before: Option<&Document>,
    currency: Currency,
    company: &Company,
) -> Result<Option<ExchangeRate>, Refusals> {
    let of_one = |rate: ExchangeRate| rate.value() == Decimal::ONE;
    if currency != company.currency {
        let kept = before.filter(|document| document.currency == currency);
        return Ok(input.exchange_rate.or(kept.and_then(|document| document.exchange_rate)));
    }
    match input.exchange_rate {
        Some(rate) if !of_one(rate) => {
            let reason =
                format!("{currency} is the company's own currency, which needs no rate; {rate} was given");
            Err(Refusals::one("exchange_rate", "homeCurrency", reason))
        }
        _ => Ok(None),
    }
}

/// Who it is written to. Someone who became something else since keeps the documents that are there.
async fn contact(
    work: &mut Work,
    kind: DocumentKind,
    id: Uuid,
    before: Option<&Document>,
) -> Result<Saved<Contact>, Error> {
    let (company_id, wanted) = (work.company_id(), kind.contact_kind().noun());
    let Some(contact) = store::contacts::get(work.tx(), company_id, id).await? else {
        let reason = format!("There is no {wanted} with the id {id}");
        return Err(Refusals::one("customer_id", "exists", reason).into());
    };
    let (is, name) = (contact.details.kind, &contact.details.name);
    if is != kind.contact_kind() && before.is_none_or(|document| document.contact_id != id) {
        let article = if kind == DocumentKind::Invoice { "an" } else { "a" };
        let reason = format!("{name} is a {}; {article} {} is written to a {wanted}", is.noun(), kind.noun());
        return Err(Refusals::one("customer_id", wanted, reason).into());
    }
    Ok(contact)
}

fn summed(lines: &[Line], currency: Currency, company: &Company) -> Result<Totals, Refusals> {
    totals(lines, currency, company.discount)
        .map_err(|error| Refusals::one("document_items", "range", error.to_string()))
}
