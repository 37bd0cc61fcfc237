//! Faults for clients that ask for XML (fact sheet 5).

use super::Fault;
use crate::wire::reply_time;
use jiff::Timestamp;

impl Fault {
    /// The whole reply body as XML.
    pub(crate) fn xml(&self, now: Timestamp) -> String {
        let element = self.element.as_deref().map(|name| format!(" element=\"{}\"", escaped(name)));
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
             <IntuitResponse time=\"{}\" xmlns=\"http://schema.intuit.com/finance/v3\"><Fault type=\"{}\">\
             <Error code=\"{}\"{}><Message>{}</Message><Detail>{}</Detail></Error></Fault></IntuitResponse>",
            reply_time(now),
            escaped(&self.kind),
            escaped(&self.code),
            element.unwrap_or_default(),
            escaped(&self.message),
            escaped(&self.detail),
        )
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
