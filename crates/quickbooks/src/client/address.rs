//! Putting addresses together.

use url::{Url, form_urlencoded};

use super::MINOR_VERSION;
use crate::{Failure, RealmId};

/// An address below a company, growing by segments and parameters.
#[derive(Debug, Clone)]
pub(super) struct Address {
    base: Url,
    segments: Vec<String>,
    query: String,
}

impl Address {
    /// `<base>/v3/company/<realm>?minorversion=75`.
    pub(super) fn of_company(base: &Url, realm: &RealmId) -> Self {
        let segments = ["v3", "company", realm.as_str()].map(str::to_owned).to_vec();
        Self { base: base.clone(), segments, query: String::new() }.parameter("minorversion", MINOR_VERSION)
    }

    /// One more step of the path; what has a meaning in addresses is escaped.
    pub(super) fn segment(mut self, segment: &str) -> Self {
        self.segments.push(segment.to_owned());
        self
    }

    /// One more parameter of the query.
    pub(super) fn parameter(mut self, name: &str, value: &str) -> Self {
        let mut pairs = form_urlencoded::Serializer::new(std::mem::take(&mut self.query));
        pairs.append_pair(name, value);
        // A blank as "+" is a rule of forms; "%20" is understood everywhere.
        self.query = pairs.finish().replace('+', "%20");
        self
    }

    /// More parameters of the query.
    pub(super) fn parameters(self, pairs: &[(&str, &str)]) -> Self {
        pairs.iter().fold(self, |address, (name, value)| address.parameter(name, value))
    }

    /// The length of the query.
    pub(super) fn query_bytes(&self) -> usize {
        self.query.len()
    }

    /// The whole address.
    ///
    /// # Errors
    /// A failure of kind `NotSent` when the base is of a kind that has no path, such as `mailto:`.
    pub(super) fn url(&self) -> Result<Url, Failure> {
        let mut url = self.base.clone();
        match url.path_segments_mut() {
            Ok(mut path) => {
                path.pop_if_empty().extend(&self.segments);
            }
            Err(()) => {
                let scheme = self.base.scheme();
                let text = format!(
                    "a base address that begins with {scheme}: can't be used: give one with https://"
                );
                return Err(Failure::not_sent(text));
            }
        }
        url.set_query(Some(&self.query));
        Ok(url)
    }
}
