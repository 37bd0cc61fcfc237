//! A company as lines of a state file, and back.

use super::{Applied, Body, Company, Deletion, Entry, File, OPENING, Posting, Record, Remembered};
use crate::entity::{Entity, by_name};
use crate::state::{Head, Line, Of};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::sync::Arc;

impl Company {
    /// Everything that does not follow from something else.
    pub(crate) fn lines(&self) -> impl Iterator<Item = Line> {
        let head = Line::Company(Head {
            realm: self.realm.clone(),
            seed: self.seed,
            beginning: self.beginning.clone(),
            settings: self.settings.as_ref().clone(),
            sequences: self.sequences().map(|(name, last)| (name.to_owned(), last)).collect(),
            numbers: self.numbers.series().map(|(name, last)| (name.to_owned(), last.to_owned())).collect(),
        });
        let records = self.tables().flat_map(|(entity, table)| {
            table.scan().map(|record| Of::Record {
                entity: entity.to_owned(),
                id: record.id.clone(),
                sync_token: record.sync_token,
                created: record.created,
                updated: record.updated,
                body: record.body.folded().clone(),
            })
        });
        let entries = self.ledger.entries().map(|(id, entry)| Of::Entry {
            id: id.clone(),
            entity: entry.entity.to_owned(),
            date: entry.date,
            postings: entry
                .postings
                .iter()
                .map(|posting| (posting.account.clone(), posting.amount))
                .collect(),
        });
        let rest = self.applications().chain(self.past());
        std::iter::once(head).chain(records.chain(entries).chain(rest).map(Line::Of))
    }

    fn applications(&self) -> impl Iterator<Item = Of> {
        self.applied.all().map(|(target, id, applied)| Of::Applied {
            target: target.clone(),
            id: id.clone(),
            by: applied.by.to_owned(),
            amount: applied.amount,
        })
    }

    fn past(&self) -> impl Iterator<Item = Of> {
        let deletions = self.deletions.all().map(|deletion| Of::Deletion {
            entity: deletion.entity.to_owned(),
            id: deletion.id.clone(),
            at: deletion.at,
        });
        let files = self.files.all().map(|(id, file)| Of::File {
            id: id.clone(),
            name: file.name.clone(),
            kind: file.kind.clone(),
            bytes: STANDARD.encode(&file.bytes),
        });
        let replies = self.replays.all().map(|(request, remembered)| Of::Reply {
            request: request.to_owned(),
            fingerprint: remembered.fingerprint,
            id: remembered.id.clone(),
            at: remembered.at,
            reply: remembered.reply.clone(),
        });
        deletions.chain(files).chain(replies)
    }

    /// The company of a state file, before what it holds is put in.
    pub(crate) fn restored(head: Head) -> Self {
        let mut company = Self::new(&head.realm, head.seed);
        company.beginning = head.beginning;
        company.settings = Arc::new(head.settings);
        for (sequence, last) in head.sequences {
            company.reserve(&sequence, last);
        }
        for (series, last) in head.numbers {
            company.numbers.advance(&series, &last);
        }
        company
    }

    /// Puts in what a state file says of the company.
    ///
    /// # Errors
    /// Names what this program does not have.
    pub(crate) fn restore(&mut self, of: Of) -> Result<(), String> {
        match of {
            Of::Record { entity, id, sync_token, created, updated, body } => {
                let entity = by_name(&entity).ok_or_else(|| unknown(&entity))?;
                let record = Record { id, sync_token, created, updated, body: Body::from(body) };
                check_form(entity, &record)?;
                self.put_back(entity, record);
            }
            Of::Entry { id, entity, date, postings } => {
                let posting = |(account, amount)| Posting { account, amount };
                let postings = postings.into_iter().map(posting).collect();
                self.ledger.book(id, Entry { entity: word(&entity)?, date, postings });
            }
            Of::Applied { target, id, by, amount } => {
                self.applied.set(&target, &id, Applied { by: word(&by)?, amount });
            }
            Of::Deletion { entity, id, at } => {
                self.deletions.note(Deletion { entity: word(&entity)?, id, at });
            }
            Of::File { id, name, kind, bytes } => {
                let bytes = STANDARD.decode(bytes).map_err(|error| error.to_string())?;
                self.files.keep(id, File { name, kind, bytes: bytes.into() });
            }
            Of::Reply { request, fingerprint, id, at, reply } => {
                self.replays.keep(&request, Remembered { fingerprint, id, reply, at });
            }
        }
        Ok(())
    }
}

/// Refuses what is kept in a form that has been given up: purchases once had what a customer owes for them in a member
/// of its own.
fn check_form(entity: &Entity, record: &Record) -> Result<(), String> {
    if entity.name != "Purchase" || record.body.member("Receivable").is_none() {
        return Ok(());
    }
    Err(format!("Purchase {} is in the form of an earlier program", record.id))
}

/// The program's own word for an entity.
fn word(word: &str) -> Result<&'static str, String> {
    if word == OPENING {
        return Ok(OPENING);
    }
    by_name(word).map(|entity| entity.name).ok_or_else(|| unknown(word))
}

fn unknown(word: &str) -> String {
    format!("this program knows nothing that is called {word}")
}
