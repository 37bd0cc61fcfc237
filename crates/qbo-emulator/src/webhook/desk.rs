//! What waits to be told, and how it went.

use super::Endpoint;
use super::payload::{Event, is_told};
use crate::books::Change;
use clock::Randomness;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use std::collections::{BTreeSet, VecDeque};

/// Endpoints at most.
pub(super) const ENDPOINTS_MAX: usize = 10;

/// Messages that wait at most; further changes are dropped and counted.
const WAITING_MAX: usize = 1_000;

/// Changes in one message.
const EVENTS_MAX: usize = 1_000;

/// Deliveries remembered.
const DELIVERIES_MAX: usize = 200;

/// Waits before the second, third and fourth attempt (fact sheet 13.1).
const RETRIES: [SignedDuration; 3] =
    [SignedDuration::from_mins(20), SignedDuration::from_mins(30), SignedDuration::from_mins(50)];

/// Endpoints, messages and the log of deliveries.
#[derive(Debug, Default)]
pub(crate) struct Webhooks {
    endpoints: Vec<Endpoint>,
    waiting: VecDeque<Message>,
    deliveries: VecDeque<Delivery>,
    dropped: u64,
    is_telling: bool,
    /// Addresses that are being told something.
    busy: BTreeSet<String>,
}

/// One message to one endpoint.
#[derive(Debug, Clone)]
pub(super) struct Message {
    pub(super) url: String,
    pub(super) events: Vec<Event>,
    pub(super) due: Timestamp,
    pub(super) attempts: usize,
}

/// One attempt.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Delivery {
    time: String,
    url: String,
    events: usize,
    attempt: usize,
    /// Absent when nobody answered.
    status: Option<u16>,
}

impl Webhooks {
    /// Adds a listener, in place of one with the same URL. False when there are too many.
    pub(crate) fn add(&mut self, endpoint: Endpoint) -> bool {
        self.endpoints.retain(|other| other.url != endpoint.url);
        let fits = self.endpoints.len() < ENDPOINTS_MAX;
        if fits {
            self.endpoints.push(endpoint);
        }
        fits
    }

    /// Nobody listens any more, and nothing waits.
    pub(crate) fn clear(&mut self) {
        *self = Self { is_telling: self.is_telling, ..Self::default() };
    }

    /// True when somebody listens and nobody tells; whoever is told so has to.
    pub(crate) fn begin_telling(&mut self) -> bool {
        let begins = !self.is_telling && !self.endpoints.is_empty();
        self.is_telling |= begins;
        begins
    }

    /// False when nobody listens any more; then whoever tells ends.
    pub(super) fn goes_on(&mut self) -> bool {
        self.is_telling = !self.endpoints.is_empty();
        self.is_telling
    }

    /// Nothing waits any more; those who listen stay.
    pub(crate) fn forget(&mut self) {
        self.waiting.clear();
        self.deliveries.clear();
        self.dropped = 0;
    }

    /// Takes in what has happened in a company. True when there is something new to tell.
    pub(crate) fn note(
        &mut self,
        realm: &str,
        changes: VecDeque<Change>,
        now: Timestamp,
        randomness: &dyn Randomness,
    ) -> bool {
        let mut any = false;
        for change in changes.into_iter().filter(|change| is_told(change.entity)) {
            let listeners = self.endpoints.iter().filter(|endpoint| endpoint.wants(&change));
            let listeners: Vec<(String, u32)> =
                listeners.map(|endpoint| (endpoint.url.clone(), endpoint.aggregate_seconds)).collect();
            for (url, seconds) in listeners {
                let event = Event { realm: realm.to_owned(), change: change.clone(), id: unique(randomness) };
                self.collect(url, event, now, seconds);
                any = true;
            }
        }
        any
    }

    /// Into the message that is still being collected, else into a new one.
    fn collect(&mut self, url: String, event: Event, now: Timestamp, seconds: u32) {
        let open = self.waiting.iter_mut().find(|message| {
            message.url == url
                && message.attempts == 0
                && message.events.len() < EVENTS_MAX
                && message.due >= now
        });
        if let Some(message) = open {
            message.events.push(event);
        } else if self.waiting.len() < WAITING_MAX {
            let due = now.saturating_add(SignedDuration::from_secs(seconds.into())).unwrap_or(Timestamp::MAX);
            self.waiting.push_back(Message { url, events: vec![event], due, attempts: 0 });
        } else {
            self.dropped += 1;
        }
    }

    /// When the next message is due that could go out.
    pub(super) fn next_due(&self) -> Option<Timestamp> {
        let idle = self.waiting.iter().filter(|message| !self.busy.contains(&message.url));
        idle.map(|message| message.due).min()
    }

    /// Takes out the message that is due first, with its endpoint, which is then told nothing else until
    /// [`Webhooks::went`].
    pub(super) fn take_due(&mut self, now: Timestamp) -> Option<(Message, Endpoint)> {
        loop {
            let is_due = |message: &Message| message.due <= now && !self.busy.contains(&message.url);
            let due = self.waiting.iter().enumerate().filter(|(_, message)| is_due(message));
            let (index, _) = due.min_by_key(|(_, message)| message.due)?;
            let message = self.waiting.remove(index)?;
            let endpoint = self.endpoints.iter().find(|endpoint| endpoint.url == message.url);
            if let Some(endpoint) = endpoint.filter(|endpoint| !endpoint.disabled) {
                self.busy.insert(message.url.clone());
                return Some((message, endpoint.clone()));
            }
            self.dropped += 1;
        }
    }

    /// Notes how an attempt went. What was not taken waits for the next, if one is left; other refusals than
    /// those of a server in trouble are final.
    pub(super) fn went(&mut self, mut message: Message, status: Option<u16>, now: Timestamp) {
        let taken = status.is_some_and(|status| (200..300).contains(&status));
        let again = matches!(status, None | Some(408 | 500 | 502 | 503 | 504));
        message.attempts += 1;
        self.busy.remove(&message.url);
        if let Some(endpoint) = self.endpoints.iter_mut().find(|endpoint| endpoint.url == message.url) {
            endpoint.went(taken, now);
        }
        if self.deliveries.len() == DELIVERIES_MAX {
            self.deliveries.pop_front();
        }
        self.deliveries.push_back(Delivery {
            time: now.to_string(),
            url: message.url.clone(),
            events: message.events.len(),
            attempt: message.attempts,
            status,
        });
        if taken {
            return;
        }
        match RETRIES.get(message.attempts - 1).filter(|_| again) {
            Some(wait) => {
                message.due = now.saturating_add(*wait).unwrap_or(Timestamp::MAX);
                self.waiting.push_back(message);
            }
            None => self.dropped += 1,
        }
    }

    /// Who listens.
    pub(crate) fn endpoints(&self) -> &[Endpoint] {
        &self.endpoints
    }

    /// The last attempts, oldest first.
    pub(crate) fn deliveries(&self) -> &VecDeque<Delivery> {
        &self.deliveries
    }

    /// Messages that wait.
    pub(crate) fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// Messages and changes that were given up.
    pub(crate) fn dropped(&self) -> u64 {
        self.dropped
    }
}

/// A random UUID.
pub(super) fn unique(randomness: &dyn Randomness) -> String {
    let mut bytes = [0; 16];
    randomness.fill(&mut bytes);
    let hex: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let hex = hex.concat();
    format!("{}-{}-4{}-a{}-{}", &hex[..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..])
}
