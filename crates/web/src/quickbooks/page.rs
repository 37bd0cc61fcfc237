//! The page of the connection.

use askama::Template;
use sync::connection::{Connection, FREE_READS, Usage};

use super::Standing;
use crate::chrome::Chrome;
use crate::moment::Moment;

#[derive(Template)]
#[template(path = "quickbooks/page.html")]
pub(super) struct QuickBooksPage {
    chrome: Chrome,
    standing: Standing,
    company: Option<Company>,
    /// Calls by month, the newest first.
    usage: Vec<Usage>,
}

/// The QuickBooks company behind the connection.
struct Company {
    name: String,
    realm: String,
    country: String,
    currency: String,
    read_at: Option<Moment>,
    /// What QuickBooks calls it, and whether it is on.
    switches: [(&'static str, &'static str); 5],
    custom_numbers: bool,
    closed_until: Option<String>,
    enabled: bool,
    login_lost: bool,
    /// What others changed before was looked at.
    looked_at_until: Option<Moment>,
}

impl QuickBooksPage {
    pub(super) fn new(
        chrome: Chrome,
        standing: Standing,
        connection: Option<&Connection>,
        usage: Vec<Usage>,
    ) -> Self {
        Self { chrome, standing, company: connection.map(Company::of), usage }
    }
}

impl Company {
    fn of(connection: &Connection) -> Self {
        let known = &connection.known;
        Self {
            name: known.company_name.clone(),
            realm: connection.realm.as_str().to_owned(),
            country: known.country.clone(),
            currency: known.home_currency.clone(),
            read_at: connection.known_at.map(Moment),
            switches: [
                ("Other currencies", on_or_off(known.multi_currency)),
                ("Discounts", on_or_off(known.discounts)),
                ("Sales tax", on_or_off(known.sales_tax)),
                ("Custom transaction numbers", on_or_off(known.custom_numbers)),
                ("The same on purchase orders", on_or_off(known.custom_purchase_order_numbers)),
            ],
            custom_numbers: known.custom_numbers && known.custom_purchase_order_numbers,
            closed_until: known.closed_until.map(|day| day.to_string()),
            enabled: connection.enabled_at.is_some(),
            login_lost: connection.login_lost.is_some(),
            looked_at_until: connection.changes_since.map(Moment),
        }
    }
}

const fn on_or_off(on: bool) -> &'static str {
    if on { "on" } else { "off" }
}
