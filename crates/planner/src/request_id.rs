//! Request ids: the same intent has the same id, so that QuickBooks acts on it once (fact sheet 2.8).

use crate::{Link, Verb};
use domain::change::Record;
use quickbooks::RequestId;
use sha2::{Digest, Sha256};

/// Hexadecimal digits of a request id: 160 bits, within QuickBooks' 50 characters.
const DIGITS: usize = 40;

/// What a request id stands for.
#[derive(Debug, Clone, Copy)]
pub struct Intent<'a> {
    /// The QuickBooks company.
    pub realm: &'a str,
    /// The record.
    pub record: Record,
    /// What is done.
    pub verb: Verb,
    /// The link before it is done.
    pub link: &'a Link,
    /// The version of the entity that the write is based on, unless it is new.
    pub sync_token: Option<&'a str>,
}

/// The request id of `intent`. It stays the same until the record's entity changes, its generation grows, or
/// QuickBooks refuses for good.
///
/// # Errors
/// Never in fact: hexadecimal digits are a valid request id.
pub fn request_id(intent: Intent<'_>) -> Result<RequestId, quickbooks::Error> {
    let Intent { realm, record, verb, link, sync_token } = intent;
    let text = format!(
        "{realm}/{}/{}/{}/{}/{}/{}",
        record.kind.code(),
        record.id,
        verb.code(),
        link.generation,
        link.refusals,
        sync_token.unwrap_or("-"),
    );
    let mut digits = hex::encode(Sha256::digest(text));
    digits.truncate(DIGITS);
    RequestId::new(digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::change::RecordKind;
    use uuid::Uuid;

    fn id(verb: Verb, generation: i64, refusals: i64, token: Option<&str>) -> String {
        let link = Link { generation, refusals, ..Link::default() };
        let record = Record::new(RecordKind::Invoice, Uuid::nil());
        let intent = Intent { realm: "91303", record, verb, link: &link, sync_token: token };
        request_id(intent).unwrap().as_str().to_owned()
    }

    #[test]
    fn the_same_intent_has_the_same_id() {
        assert_eq!(id(Verb::Create, 0, 0, None), id(Verb::Create, 0, 0, None));
        assert_eq!(id(Verb::Create, 0, 0, None).len(), DIGITS);
    }

    #[test]
    fn another_verb_generation_refusal_or_version_has_another_id() {
        let base = id(Verb::Update, 0, 0, Some("1"));
        let others = [
            id(Verb::Delete, 0, 0, Some("1")),
            id(Verb::Update, 1, 0, Some("1")),
            id(Verb::Update, 0, 1, Some("1")),
            id(Verb::Update, 0, 0, Some("2")),
        ];
        assert!(others.iter().all(|other| *other != base));
    }
}
