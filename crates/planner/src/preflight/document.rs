//! What all documents have: currency, tax rates, addresses.

use super::active;
use super::contact::{length, postal_codes};
use crate::payload::free_text;
use crate::settings::{Chosen, Side};
use crate::{Code, Known, Prerequisite, Problem, Settings};
use domain::contact::Contact;
use domain::document::{Document, DocumentKind, LineKind, Totals};
use domain::{Currency, Percent};

/// Characters of one line of an address (fact sheet 7).
const MAX_ADDRESS_LINE: usize = 500;
/// Characters of all lines of an address together (fact sheet 7).
const MAX_ADDRESS: usize = 2_000;

/// Refuses a currency that the company does not deal in, or that is not that of `party`, to whom the document is written.
pub(super) fn currency(document: &Document, party: &Prerequisite, known: &Known) -> Result<(), Problem> {
    let (title, noun) = (document.title(), document.kind.noun());
    let (code, home) = (document.currency.code(), known.home_currency.as_str());
    if code != home && !known.multi_currency {
        let text = format!(
            "{title} is in {code}; QuickBooks keeps its books in {home} alone. Switch on Multicurrency there (Account and \
             settings, Advanced, Currency), or write the {noun} in {home}"
        );
        return Err(Problem::new(Code::CurrencyNotPossible, text));
    }
    listed(document.currency, &title, known)?;
    match party.currency.as_deref().filter(|theirs| *theirs != code) {
        Some(theirs) => {
            let who = if document.kind == DocumentKind::Invoice { "customer" } else { "supplier" };
            let text = format!(
                "{title} is in {code}, and QuickBooks keeps {} in {theirs}. It has one currency for each {who}, which never \
                 changes. Write the {noun} to another {who}, one for {code}, or write it in {theirs}",
                party.title
            );
            Err(Problem::new(Code::ContactCurrency, text))
        }
        None => Ok(()),
    }
}

/// Refuses a foreign currency that is not on the list of those that the company deals in.
pub(crate) fn listed(currency: Currency, title: &str, known: &Known) -> Result<(), Problem> {
    match known.abroad(currency).filter(|code| !known.currencies.iter().any(|listed| listed == code)) {
        Some(code) => {
            let text = format!(
                "{title} is in {code}, which is not on the list of currencies in QuickBooks. Add it there (the gear, Currencies), then \
                 retry"
            );
            Err(Problem::new(Code::CurrencyNotPossible, text))
        }
        None => Ok(()),
    }
}

/// Refuses an account that is kept in another currency than that of the document and the home currency (fact sheet 11.7).
pub(super) fn account_currency(
    account: &str,
    what: &str,
    document: &Document,
    known: &Known,
) -> Result<(), Problem> {
    let code = document.currency.code();
    let Some(abroad) = known.account_abroad(account).filter(|abroad| abroad.currency != code) else {
        return Ok(());
    };
    let text = format!(
        "{} is in {code}, and the {what} account that was chosen, “{}”, is kept in {}. Choose one in {} in the settings of the \
         connection",
        document.title(),
        abroad.name,
        abroad.currency,
        known.home_currency
    );
    Err(Problem::new(Code::CurrencyNotPossible, text))
}

/// Refuses rates that no tax code was chosen for, or one that is no longer active. In the United States lines need none.
pub(super) fn tax_codes(
    document: &Document,
    side: Side,
    known: &Known,
    settings: &Settings,
) -> Result<(), Problem> {
    let lines = document.lines.iter().filter(|line| !matches!(line.kind, LineKind::Discount(_)));
    let mut pairs = lines.map(|line| (line.tax1, line.tax2));
    pairs.try_for_each(|pair| tax_code(&document.title(), pair, side, known, settings))
}

/// Refuses a pair of rates that no tax code was chosen for, or one that is no longer active.
pub(super) fn tax_code(
    title: &str,
    pair: (Percent, Percent),
    side: Side,
    known: &Known,
    settings: &Settings,
) -> Result<(), Problem> {
    match settings.tax_code(side, pair) {
        _ if !known.has_tax_codes() => Ok(()),
        Some(code) => active(Chosen::TaxCode(code.to_owned()), "A tax code", title, known),
        None => Err(unmapped(title, pair, side)),
    }
}

fn unmapped(title: &str, (tax1, tax2): (Percent, Percent), side: Side) -> Problem {
    let text = format!(
        "{title} is taxed at {}, and no tax code of QuickBooks is chosen for that on {}. Choose one in the settings of the \
         connection; if QuickBooks has none, make one there first",
        crate::settings::words(tax1.value(), tax2.value()),
        if side == Side::Sale { "sales" } else { "purchases" },
    );
    Problem::new(Code::TaxRateUnmapped, text)
}

/// Refuses tax while the company has sales tax off.
pub(super) fn tax_is_on(document: &Document, totals: &Totals, known: &Known) -> Result<(), Problem> {
    if totals.tax().is_zero() || known.sales_tax {
        return Ok(());
    }
    let text = format!(
        "{} has {} of tax, and sales tax is off in QuickBooks. Set up sales tax there (Taxes, Sales tax)",
        document.title(),
        totals.tax().to_decimal(document.currency)
    );
    Err(Problem::new(Code::SalesTaxOff, text))
}

/// Refuses an address that QuickBooks would refuse: one of the contact's, or the one that the goods go to.
pub(super) fn addresses(document: &Document, contact: &Contact) -> Result<(), Problem> {
    postal_codes(&contact.details)?;
    let shipping = free_text(&document.shipping_address);
    let lines = [shipping.line1, shipping.line2, shipping.line3, shipping.line4, shipping.line5];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    for line in &lines {
        length("line of the shipping address", line, MAX_ADDRESS_LINE)?;
    }
    length("shipping address", &lines.concat(), MAX_ADDRESS)
}
