//! The state of the OAuth server: connections, codes and tokens.

use super::app::Apps;
use super::authorize::Asked;
use super::grant::{ACCESS_LIFE, ACCOUNTING, Grant, HARD_LIFE, REFRESH_LIFE, Value, may_account};
use clock::Randomness;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, VecDeque};

/// A code lives so long (fact sheet 1.2, assumed).
const CODE_LIFE: SignedDuration = SignedDuration::from_mins(10);

/// Access tokens remembered; the oldest are forgotten, and then unknown.
const TOKENS_MAX: usize = 10_000;

/// Codes remembered.
const CODES_MAX: usize = 1_000;

/// Characters of a token that a fault may show.
const SHOWN_OF_TOKEN: usize = 8;

/// Connections, codes and tokens.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Server {
    pub(crate) apps: Apps,
    grants: BTreeMap<u64, Grant>,
    refreshes: HashMap<String, u64>,
    access: HashMap<String, Access>,
    access_order: VecDeque<String>,
    codes: HashMap<String, Code>,
    code_order: VecDeque<String>,
    last_grant: u64,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Access {
    grant: u64,
    expires: Timestamp,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Code {
    client_id: String,
    realm: String,
    #[serde(default)]
    scope: String,
    redirect_uri: String,
    expires: Timestamp,
    /// The connection that it was exchanged for.
    used: Option<u64>,
}

/// A token set as the token endpoint gives it.
#[derive(Debug, Clone)]
pub(crate) struct Tokens {
    pub(crate) access: String,
    pub(crate) refresh: String,
    /// Seconds until the refresh token ends.
    pub(crate) refresh_expires_in: i64,
    /// Seconds until the connection ends, whatever is refreshed.
    pub(crate) hard_expires_in: i64,
}

/// What is known of an access token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Standing {
    Good {
        realm: String,
        /// May use the Accounting API.
        accounting: bool,
    },
    Expired(String),
    Revoked(String),
    Unknown,
}

/// Why no tokens are given: the description that goes with `invalid_grant`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct InvalidGrant(pub(super) &'static str);

const TOKEN_INVALID: InvalidGrant = InvalidGrant("Token invalid");
const OTHER_CLIENT: InvalidGrant = InvalidGrant("Incorrect Token type or clientID");

impl Server {
    /// A code for an app that a user has let into a company.
    pub(super) fn code(
        &mut self,
        asked: &Asked,
        realm: &str,
        now: Timestamp,
        randomness: &dyn Randomness,
    ) -> String {
        let code = format!("AB1{}", secret(randomness));
        if self.code_order.len() >= CODES_MAX
            && let Some(oldest) = self.code_order.pop_front()
        {
            self.codes.remove(&oldest);
        }
        self.code_order.push_back(code.clone());
        let expires = now.saturating_add(CODE_LIFE).unwrap_or(Timestamp::MAX);
        let entry = Code {
            client_id: asked.client_id.clone(),
            realm: realm.to_owned(),
            scope: asked.scope.clone(),
            redirect_uri: asked.redirect_uri.clone(),
            expires,
            used: None,
        };
        self.codes.insert(code.clone(), entry);
        code
    }

    /// Exchanges a code. A second exchange ends the connection of the first (fact sheet 1.2).
    pub(super) fn exchange(
        &mut self,
        client_id: &str,
        code: &str,
        redirect_uri: &str,
        now: Timestamp,
        randomness: &dyn Randomness,
    ) -> Result<Tokens, InvalidGrant> {
        let Some(entry) = self.codes.get_mut(code) else { return Err(TOKEN_INVALID) };
        if entry.client_id != client_id {
            return Err(OTHER_CLIENT);
        }
        if let Some(grant) = entry.used {
            self.end(grant);
            return Err(InvalidGrant("Authorization code has already been used"));
        }
        if entry.expires <= now || entry.redirect_uri != redirect_uri {
            return Err(TOKEN_INVALID);
        }
        self.last_grant += 1;
        entry.used = Some(self.last_grant);
        let (realm, scope) = (entry.realm.clone(), entry.scope.clone());
        self.begin(client_id, &realm, &scope, now, randomness);
        Ok(self.issue(self.last_grant, now, randomness))
    }

    /// The company that a refresh token is for.
    pub(super) fn realm_of(&self, value: &str) -> Option<&str> {
        let number = self.refreshes.get(value)?;
        self.grants.get(number).map(|grant| grant.realm.as_str())
    }

    /// Takes a refresh token.
    pub(super) fn refresh(
        &mut self,
        client_id: &str,
        value: &str,
        grace: bool,
        now: Timestamp,
        randomness: &dyn Randomness,
    ) -> Result<Tokens, InvalidGrant> {
        let number = *self.refreshes.get(value).ok_or(TOKEN_INVALID)?;
        let grant = self.grants.get_mut(&number).ok_or(TOKEN_INVALID)?;
        if grant.client_id != client_id {
            return Err(OTHER_CLIENT);
        }
        if !grant.refresh(value, grace, now, || refresh_value(number, now, randomness)) {
            return Err(TOKEN_INVALID);
        }
        let current = grant.current.text.clone();
        self.refreshes.insert(current, number);
        Ok(self.issue(number, now, randomness))
    }

    /// A token set of the app's present connection to a company, or of a new one.
    pub(crate) fn session(
        &mut self,
        client_id: &str,
        realm: &str,
        now: Timestamp,
        randomness: &dyn Randomness,
    ) -> Tokens {
        let alive = |grant: &Grant| {
            !grant.ended
                && grant.client_id == client_id
                && grant.realm == realm
                && may_account(&grant.scope)
                && now.duration_since(grant.current.issued) < REFRESH_LIFE
                && now.duration_since(grant.begun) < HARD_LIFE
        };
        let found = self.grants.iter().find(|(_, grant)| alive(grant)).map(|(number, _)| *number);
        let number = found.unwrap_or_else(|| {
            self.last_grant += 1;
            self.begin(client_id, realm, ACCOUNTING, now, randomness);
            self.last_grant
        });
        self.issue(number, now, randomness)
    }

    /// Ends the connection that a token of either kind belongs to. False when there is none.
    pub(super) fn revoke(&mut self, client_id: &str, token: &str) -> bool {
        let number =
            self.refreshes.get(token).copied().or_else(|| self.access.get(token).map(|access| access.grant));
        let Some(number) = number else { return false };
        match self.grants.get(&number) {
            Some(grant) if !grant.ended && grant.client_id == client_id => {
                self.end(number);
                true
            }
            _ => false,
        }
    }

    /// What an access token is good for.
    pub(super) fn standing(&self, token: &str, now: Timestamp) -> Standing {
        let Some(access) = self.access.get(token) else { return Standing::Unknown };
        let Some(grant) = self.grants.get(&access.grant) else { return Standing::Unknown };
        let shown = || token.chars().take(SHOWN_OF_TOKEN).collect();
        if grant.ended {
            Standing::Revoked(shown())
        } else if access.expires <= now {
            Standing::Expired(shown())
        } else {
            Standing::Good { realm: grant.realm.clone(), accounting: may_account(&grant.scope) }
        }
    }

    fn begin(
        &mut self,
        client_id: &str,
        realm: &str,
        scope: &str,
        now: Timestamp,
        randomness: &dyn Randomness,
    ) {
        let current = Value { text: refresh_value(self.last_grant, now, randomness), issued: now };
        self.refreshes.insert(current.text.clone(), self.last_grant);
        let grant = Grant {
            client_id: client_id.to_owned(),
            realm: realm.to_owned(),
            scope: scope.to_owned(),
            begun: now,
            ended: false,
            current,
            former: None,
        };
        self.grants.insert(self.last_grant, grant);
    }

    fn issue(&mut self, number: u64, now: Timestamp, randomness: &dyn Randomness) -> Tokens {
        let access = format!("eyJlbmMiOiJ{}", secret(randomness));
        if self.access_order.len() >= TOKENS_MAX
            && let Some(oldest) = self.access_order.pop_front()
        {
            self.access.remove(&oldest);
        }
        self.access_order.push_back(access.clone());
        let expires = now.saturating_add(ACCESS_LIFE).unwrap_or(Timestamp::MAX);
        self.access.insert(access.clone(), Access { grant: number, expires });
        let left = |life: SignedDuration, since: Timestamp| (life - now.duration_since(since)).as_secs();
        let (refresh, refresh_left, hard_left) =
            self.grants.get(&number).map_or((String::new(), 0, 0), |grant| {
                (
                    grant.current.text.clone(),
                    left(REFRESH_LIFE, grant.current.issued),
                    left(HARD_LIFE, grant.begun),
                )
            });
        Tokens { access, refresh, refresh_expires_in: refresh_left, hard_expires_in: hard_left }
    }

    /// Ends the access tokens of a company, or all.
    pub(crate) fn expire_access(&mut self, realm: Option<&str>, now: Timestamp) {
        let grants = &self.grants;
        let is_theirs = |access: &Access| {
            realm.is_none_or(|realm| grants.get(&access.grant).is_some_and(|grant| grant.realm == realm))
        };
        for access in self.access.values_mut().filter(|access| is_theirs(access)) {
            access.expires = access.expires.min(now);
        }
    }

    /// Ends the connections to a company, or all.
    pub(crate) fn end_connections(&mut self, realm: Option<&str>) {
        let grants = self.grants.values_mut();
        grants
            .filter(|grant| realm.is_none_or(|realm| grant.realm == realm))
            .for_each(|grant| grant.ended = true);
    }

    fn end(&mut self, number: u64) {
        if let Some(grant) = self.grants.get_mut(&number) {
            grant.ended = true;
        }
    }
}

fn refresh_value(grant: u64, now: Timestamp, randomness: &dyn Randomness) -> String {
    format!("RT1-{grant}-H0-{}{}", now.as_second(), secret(randomness))
}

/// 32 random bytes as text.
pub(super) fn secret(randomness: &dyn Randomness) -> String {
    use base64::Engine;
    let mut bytes = [0; 32];
    randomness.fill(&mut bytes);
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}
