//! Everything that an emulator holds.

use super::Settings;
use crate::books::{Beginning, Company};
use crate::gateway::{Journal, Rules, Throttle};
use crate::oauth::Server;
use crate::webhook::Webhooks;
use crate::{Error, Seed, seed};
use clock::Randomness;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The id of the first company. Those of further ones follow (fact sheet 1.6).
const FIRST_REALM: u64 = 4_620_816_365_043_830_330;

/// Companies at most.
const COMPANIES_MAX: usize = 100;

/// The state behind the mutex.
#[derive(Debug)]
pub(crate) struct World {
    /// What companies begin with.
    pub(crate) settings: Settings,
    pub(crate) companies: BTreeMap<String, Company>,
    pub(crate) oauth: Server,
    pub(crate) throttle: Throttle,
    pub(crate) rules: Rules,
    pub(crate) journal: Journal,
    pub(crate) webhooks: Webhooks,
    initial: Settings,
}

impl World {
    /// A world without any companies.
    pub(crate) fn new(settings: Settings) -> Self {
        Self {
            initial: settings.clone(),
            settings,
            companies: BTreeMap::new(),
            oauth: Server::default(),
            throttle: Throttle::default(),
            rules: Rules::default(),
            journal: Journal::default(),
            webhooks: Webhooks::default(),
        }
    }

    /// A world as it was, without its companies.
    pub(super) fn restored(settings: Settings, initial: Settings) -> Self {
        Self { initial, ..Self::new(settings) }
    }

    /// What the settings go back to.
    pub(super) fn initial(&self) -> &Settings {
        &self.initial
    }

    /// Lifts the limits of every company, now and after a reset.
    pub(super) fn lift_limits(&mut self) {
        self.settings.limits = false;
        self.initial.limits = false;
        for company in self.companies.values_mut() {
            Arc::make_mut(&mut company.settings).limits = false;
            company.beginning.settings.remove("limits");
        }
    }

    /// The company that is meant where none is named: the first that there was.
    pub(crate) fn first_realm(&self) -> String {
        let first = FIRST_REALM.to_string();
        if self.companies.contains_key(&first) {
            return first;
        }
        self.companies.keys().next().cloned().unwrap_or(first)
    }

    /// Adds a company and gives its realm id: `realm`, or the next that is free.
    ///
    /// # Errors
    /// [`Error::Realm`], [`Error::Companies`], [`Error::Seed`], [`Error::Settings`].
    pub(crate) fn found(
        &mut self,
        seed: Seed,
        beginning: Beginning,
        realm: Option<&str>,
        now: Timestamp,
    ) -> Result<String, Error> {
        if self.companies.len() >= COMPANIES_MAX {
            return Err(Error::Companies(COMPANIES_MAX));
        }
        let realm = match realm {
            Some(realm) => realm.to_owned(),
            None => self.free_realm(),
        };
        let is_sound = (15..=19).contains(&realm.len()) && realm.bytes().all(|byte| byte.is_ascii_digit());
        if !is_sound || self.companies.contains_key(&realm) {
            return Err(Error::Realm(realm));
        }
        let company = self.planted(seed, beginning, &realm, now)?;
        self.companies.insert(realm.clone(), company);
        Ok(realm)
    }

    /// One company back to its seed, or to another: books, settings, limits. It keeps the name and the settings that it
    /// was founded with, over the settings of all. Connections of apps stay.
    ///
    /// # Errors
    /// [`Error::NoCompany`], [`Error::Seed`].
    pub(crate) fn renew(&mut self, realm: &str, seed: Option<Seed>, now: Timestamp) -> Result<(), Error> {
        let Some(before) = self.companies.get(realm) else { return Err(Error::NoCompany(realm.to_owned())) };
        let (origin, beginning) = (before.seed, before.beginning.clone());
        let mut company = self.planted(seed.unwrap_or(origin), beginning, realm, now)?;
        company.seed = origin;
        self.companies.insert(realm.to_owned(), company);
        self.throttle.forget(realm);
        Ok(())
    }

    /// Hands what has happened in a company to those who are to be told. True when there is something to tell.
    pub(crate) fn pass_news(&mut self, realm: &str, now: Timestamp, randomness: &dyn Randomness) -> bool {
        let Some(company) = self.companies.get_mut(realm) else { return false };
        self.webhooks.note(realm, company.news.fetch(), now, randomness)
    }

    /// Everything back to the start: all companies, settings, trouble, journal and limits. Connections of apps stay,
    /// so that a client under test need not connect again.
    ///
    /// # Errors
    /// [`Error::Seed`].
    pub(crate) fn reset(&mut self, seed: Option<Seed>, now: Timestamp) -> Result<(), Error> {
        self.settings = self.initial.clone();
        let realms: Vec<String> = self.companies.keys().cloned().collect();
        realms.iter().try_for_each(|realm| self.renew(realm, seed, now))?;
        self.rules = Rules::default();
        self.journal = Journal::default();
        self.webhooks.forget();
        Ok(())
    }

    fn planted(
        &self,
        seed: Seed,
        beginning: Beginning,
        realm: &str,
        now: Timestamp,
    ) -> Result<Company, Error> {
        let settings = self.settings.with(&beginning.settings).map_err(Error::Settings)?;
        let mut company = seed::plant(seed, realm, now)?;
        company.settings = Arc::new(settings);
        if let Some(name) = &beginning.name {
            company.rename(name);
        }
        company.beginning = beginning;
        // What a company begins with is no news.
        company.news.fetch();
        Ok(company)
    }

    fn free_realm(&self) -> String {
        let mut realms = (FIRST_REALM..).map(|realm| realm.to_string());
        realms.find(|realm| !self.companies.contains_key(realm)).unwrap_or_default()
    }
}
