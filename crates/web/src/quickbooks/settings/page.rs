//! The page of the settings.

use askama::Template;
use domain::refusal::Refusal;
use sync::connection::SettingsView;
use sync::connection::settings::{Choices, FIELDS, Field, Kind, PaymentRule, Settings, Side, TaxMapping};

use crate::chrome::Chrome;
use crate::moment::Moment;
use crate::sentence::sentence;

/// Empty rows at the end of each list, to be filled.
const SPARE_ROWS: usize = 3;

#[derive(Template)]
#[template(path = "quickbooks/settings.html")]
pub(super) struct SettingsPage {
    chrome: Chrome,
    company: String,
    read_at: Option<Moment>,
    problems: Vec<String>,
    missing: Vec<String>,
    fields: Vec<Shown>,
    rules: Vec<RuleRow>,
    taxes: Option<Vec<TaxRow>>,
}

/// A setting with a single value.
struct Shown {
    field: &'static Field,
    entry: Entry,
}

/// How a setting is entered.
enum Entry {
    /// By one of these.
    List(Vec<Choice>),
    /// By a text of at most so many characters; where it is empty, `otherwise` is shown.
    Text { value: String, otherwise: &'static str, most: usize },
}

/// Something that can be chosen.
struct Choice {
    value: String,
    words: String,
    chosen: bool,
}

struct RuleRow {
    reference: String,
    methods: Vec<Choice>,
    accounts: Vec<Choice>,
}

struct TaxRow {
    tax1: String,
    tax2: String,
    sale: Vec<Choice>,
    purchase: Vec<Choice>,
}

impl SettingsPage {
    pub(super) fn new(chrome: Chrome, view: SettingsView, problems: Vec<String>) -> Self {
        let SettingsView { connection, choices, missing, rates } = view;
        let settings = connection.settings;
        let spare = std::iter::repeat_n(PaymentRule::default(), SPARE_ROWS);
        Self {
            chrome,
            company: connection.known.company_name.clone(),
            read_at: connection.known_at.map(Moment),
            problems,
            missing: missing.into_iter().map(|each| sentence(&each.text)).collect(),
            fields: FIELDS.iter().map(|field| Shown::of(field, &settings, &choices)).collect(),
            rules: settings
                .payment_methods
                .iter()
                .cloned()
                .chain(spare)
                .map(|rule| RuleRow::of(rule, &choices))
                .collect(),
            taxes: connection.known.has_tax_codes().then(|| taxes(&settings, &choices, &rates)),
        }
    }
}

/// A refusal as a sentence.
pub(super) fn told(refusal: &Refusal) -> String {
    let label = Field::named(&refusal.field)
        .map_or_else(|| refusal.field.replace(['_', '.'], " "), |field| field.label.to_owned());
    sentence(&format!("{label}: {}", refusal.text))
}

impl Shown {
    fn of(field: &'static Field, settings: &Settings, choices: &Choices) -> Self {
        let chosen = settings.value(field.name);
        let offered = match field.kind {
            Kind::Account(kinds) => {
                choices.accounts_of(kinds).map(|account| (account.id.clone(), account.name.clone())).collect()
            }
            Kind::Item => {
                let fitting = choices.items.iter().filter(|item| item.is_sold && item.is_bought);
                fitting.map(|item| (item.id.clone(), item.name.clone())).collect()
            }
            Kind::OneOf(values) => {
                values.iter().map(|(code, words)| ((*code).to_owned(), (*words).to_owned())).collect()
            }
            Kind::Text(most) => {
                let (value, otherwise) = (chosen.unwrap_or_default(), field.otherwise.unwrap_or_default());
                return Self { field, entry: Entry::Text { value, otherwise, most } };
            }
        };
        let nothing = match (field.otherwise, &chosen) {
            (Some(words), _) => Some(words),
            (None, None) => Some("not chosen"),
            (None, Some(_)) => None,
        };
        Self { field, entry: Entry::List(options(nothing, offered, chosen.as_deref())) }
    }
}

impl RuleRow {
    fn of(rule: PaymentRule, choices: &Choices) -> Self {
        let methods =
            choices.payment_methods.iter().map(|method| (method.id.clone(), method.name.clone())).collect();
        let kinds = ["Bank", "Other Current Asset"];
        let accounts =
            choices.accounts_of(&kinds).map(|account| (account.id.clone(), account.name.clone())).collect();
        Self {
            reference: rule.reference,
            methods: options(Some("no method"), methods, rule.payment_method.as_deref()),
            accounts: options(Some("the usual account"), accounts, rule.deposit_account.as_deref()),
        }
    }
}

/// The pairs of rates that are mapped, those that documents have and nobody has mapped, and spare ones.
fn taxes(
    settings: &Settings,
    choices: &Choices,
    rates: &[(rust_decimal::Decimal, rust_decimal::Decimal)],
) -> Vec<TaxRow> {
    let mapped = settings.tax_codes.clone();
    let used = rates.iter().filter(|(one, two)| !mapped.iter().any(|mapping| mapping.is_of(*one, *two)));
    let used: Vec<_> =
        used.map(|(tax1, tax2)| TaxMapping { tax1: *tax1, tax2: *tax2, ..TaxMapping::default() }).collect();
    let row = |mapping: Option<TaxMapping>| {
        let codes = |side: Side| {
            let fitting = choices.tax_codes.iter().filter(|code| code.charges(side).is_some());
            let offered = fitting.map(|code| (code.id.clone(), code.name.clone())).collect();
            options(Some("none"), offered, mapping.as_ref().and_then(|mapping| mapping.code(side)))
        };
        let rate = |rate: Option<rust_decimal::Decimal>| {
            rate.map(|rate| rate.normalize().to_string()).unwrap_or_default()
        };
        TaxRow {
            tax1: rate(mapping.as_ref().map(|mapping| mapping.tax1)),
            tax2: rate(mapping.as_ref().map(|mapping| mapping.tax2)),
            sale: codes(Side::Sale),
            purchase: codes(Side::Purchase),
        }
    };
    mapped.into_iter().chain(used).map(Some).chain([const { None }; SPARE_ROWS]).map(row).collect()
}

/// What a list offers. Something that was chosen and is gone stays in it, so that saving doesn't change it.
fn options(nothing: Option<&str>, offered: Vec<(String, String)>, chosen: Option<&str>) -> Vec<Choice> {
    let is_gone = chosen.is_some_and(|chosen| offered.iter().all(|(value, _)| value != chosen));
    let gone = chosen.filter(|_| is_gone).map(|id| (id.to_owned(), format!("{id} (gone from QuickBooks)")));
    let nothing = nothing.map(|words| (String::new(), words.to_owned()));
    let all = nothing.into_iter().chain(offered).chain(gone);
    all.map(|(value, words)| Choice { chosen: chosen.unwrap_or_default() == value, value, words }).collect()
}
