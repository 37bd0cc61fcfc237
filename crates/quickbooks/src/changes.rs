//! What has changed in a company since a moment, whoever changed it (fact sheet 4.2).

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use crate::Entity;

/// Objects that one answer holds at most, over all kinds. One that is full has left others out.
pub const CHANGES_MAX: usize = 1_000;

/// How far back may be asked.
pub const CHANGES_LOOK_BACK: SignedDuration = SignedDuration::from_hours(30 * 24);

/// What has changed since a moment. One's own changes are among it.
#[derive(Debug, Clone, PartialEq)]
pub struct Changes {
    /// The objects: kind by kind in the order asked, each kind in the order of its last changes, deleted ones last.
    pub objects: Vec<Changed>,
    /// When the service answered, by its own clock.
    pub at: Option<Timestamp>,
}

/// One object that has changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Changed {
    /// Its kind.
    pub entity: Entity,
    /// The whole object, inactive ones too; of a deleted one little more than its id.
    pub body: Value,
}

impl Changes {
    /// Takes the objects of these kinds out of an answer; `None` when it is none.
    pub(crate) fn read(kinds: &[Entity], mut answer: Value) -> Option<Self> {
        let responses = answer.get_mut("CDCResponse")?.as_array_mut()?;
        let mut objects = Vec::new();
        for response in responses {
            for part in response.get_mut("QueryResponse")?.as_array_mut()? {
                for entity in kinds.iter().copied() {
                    match part.get_mut(entity.name()).map(Value::take) {
                        Some(Value::Array(rows)) => {
                            objects.extend(rows.into_iter().map(|body| Changed { entity, body }));
                        }
                        Some(_) => return None,
                        None => {}
                    }
                }
            }
        }
        let at = answer.get("time").and_then(Value::as_str).and_then(|time| time.parse().ok());
        Some(Self { objects, at })
    }

    /// Whether everything is there that was asked for.
    pub fn is_all(&self) -> bool {
        self.objects.len() < CHANGES_MAX
    }
}

impl Changed {
    /// The object's id.
    pub fn id(&self) -> Option<&str> {
        self.body.get("Id").and_then(Value::as_str)
    }

    /// When it was last changed.
    pub fn at(&self) -> Option<Timestamp> {
        self.body["MetaData"]["LastUpdatedTime"].as_str().and_then(|time| time.parse().ok())
    }
}
