//! What the settings look like to clients.

use crate::answer::{Moment, Resource};
use serde::Serialize;
use sync::connection::SettingsView;
use sync::connection::settings::{Choices, FIELDS, Kind, Settings};

/// The settings of the connection, what QuickBooks offers, and what is missing.
#[derive(Debug, Serialize)]
pub(in crate::integrations) struct SettingsRow {
    realm_id: String,
    company_name: String,
    country: String,
    read: Option<Moment>,
    #[serde(flatten)]
    settings: Settings,
    choices: ChoicesRow,
    missing: Vec<MissingRow>,
}

/// What QuickBooks offers, and the words of the settings that are words.
#[derive(Debug, Serialize)]
struct ChoicesRow {
    #[serde(flatten)]
    offered: Choices,
    words: serde_json::Map<String, serde_json::Value>,
}

#[derive(Debug, Serialize)]
struct MissingRow {
    setting: &'static str,
    reason: String,
}

impl Resource for SettingsRow {
    const SINGULAR: &'static str = "settings";
    const PLURAL: &'static str = "settings";
}

impl From<SettingsView> for SettingsRow {
    fn from(view: SettingsView) -> Self {
        let missing = view.missing.into_iter();
        Self {
            realm_id: view.connection.realm.as_str().to_owned(),
            company_name: view.connection.known.company_name,
            country: view.connection.known.country,
            read: view.connection.known_at.map(Moment),
            settings: view.connection.settings,
            choices: ChoicesRow { offered: view.choices, words: words() },
            missing: missing.map(|each| MissingRow { setting: each.setting, reason: each.text }).collect(),
        }
    }
}

/// The words that each setting may be.
fn words() -> serde_json::Map<String, serde_json::Value> {
    let words = FIELDS.iter().filter_map(|field| match field.kind {
        Kind::OneOf(values) => Some((field.name.to_owned(), values.iter().map(|(code, _)| *code).collect())),
        Kind::Account(_) | Kind::Item | Kind::Text(_) => None,
    });
    words.collect()
}
