//! Everything that an emulator holds.

use super::Settings;
use crate::books::Company;
use crate::gateway::{Journal, Rules, Throttle};
use crate::oauth::Server;
use crate::{Error, Seed, seed};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// The id of the seeded company.
pub(crate) const REALM: &str = "4620816365043830330";

/// The state behind the mutex.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) settings: Settings,
    pub(crate) companies: BTreeMap<String, Company>,
    pub(crate) oauth: Server,
    pub(crate) throttle: Throttle,
    pub(crate) rules: Rules,
    pub(crate) journal: Journal,
    initial: Settings,
}

impl World {
    pub(super) fn new(seed: Seed, settings: Settings, now: Timestamp) -> Result<Self, Error> {
        let company = seed::plant(seed, REALM, now)?;
        Ok(Self {
            initial: settings.clone(),
            settings,
            companies: BTreeMap::from([(REALM.to_owned(), company)]),
            oauth: Server::default(),
            throttle: Throttle::default(),
            rules: Rules::default(),
            journal: Journal::default(),
        })
    }

    /// Back to a fresh seed: books, settings, trouble, journal and limits. Connections of apps stay, so that a
    /// client under test need not connect again.
    pub(crate) fn reset(&mut self, seed: Seed, now: Timestamp) -> Result<(), Error> {
        let company = seed::plant(seed, REALM, now)?;
        self.settings = self.initial.clone();
        self.companies = BTreeMap::from([(REALM.to_owned(), company)]);
        self.throttle = Throttle::default();
        self.rules = Rules::default();
        self.journal = Journal::default();
        Ok(())
    }
}
