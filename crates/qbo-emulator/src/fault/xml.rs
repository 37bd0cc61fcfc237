//! Faults for clients that ask for XML (fact sheet 5).

use super::Fault;
use crate::xml;
use jiff::Timestamp;

impl Fault {
    /// The whole reply body as XML.
    pub(crate) fn xml(&self, now: Timestamp) -> String {
        xml::write(&self.body(now))
    }
}
