//! The members of a record: a tree while they are in use, folded while nobody asks.

use super::Folded;
use crate::wire::Object;
use serde_json::Value;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::{Deref, DerefMut};

/// An object that unfolds when it is looked at. At least one of its forms is there, and all say the same.
#[derive(Debug, Clone, Default)]
pub(crate) struct Body {
    /// As it was written, until it is folded.
    written: Option<Object>,
    folded: OnceCell<Folded>,
    /// Unfolded for reading.
    seen: OnceCell<Object>,
}

impl Body {
    /// Gives up the tree.
    pub(super) fn fold(&mut self) {
        self.folded();
        self.written = None;
        self.seen.take();
    }

    /// The folded form.
    pub(crate) fn folded(&self) -> &Folded {
        self.folded.get_or_init(|| Folded::of(self))
    }

    /// A copy of the members that leaves the body as it is.
    pub(crate) fn to_object(&self) -> Object {
        match (self.tree(), self.folded.get()) {
            (Some(tree), _) => tree.clone(),
            (None, folded) => folded.map(Folded::unfold).unwrap_or_default(),
        }
    }

    /// One member, without unfolding the others.
    pub(crate) fn member(&self, name: &str) -> Option<Cow<'_, Value>> {
        match self.tree() {
            Some(tree) => tree.get(name).map(Cow::Borrowed),
            None => self.folded.get()?.member(name).map(Cow::Owned),
        }
    }

    /// Whether there is a tree.
    #[cfg(test)]
    pub(super) fn is_open(&self) -> bool {
        self.tree().is_some()
    }

    fn tree(&self) -> Option<&Object> {
        self.written.as_ref().or_else(|| self.seen.get())
    }
}

impl From<Object> for Body {
    fn from(object: Object) -> Self {
        Self { written: Some(object), ..Self::default() }
    }
}

impl From<Folded> for Body {
    fn from(folded: Folded) -> Self {
        Self { folded: folded.into(), ..Self::default() }
    }
}

impl Deref for Body {
    type Target = Object;

    fn deref(&self) -> &Object {
        let unfold = || self.folded.get().map(Folded::unfold).unwrap_or_default();
        self.written.as_ref().unwrap_or_else(|| self.seen.get_or_init(unfold))
    }
}

impl DerefMut for Body {
    fn deref_mut(&mut self) -> &mut Object {
        let (seen, folded) = (self.seen.take(), self.folded.take());
        let unfold = || seen.or_else(|| folded.map(|folded| folded.unfold())).unwrap_or_default();
        self.written.get_or_insert_with(unfold)
    }
}

impl PartialEq for Body {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Members;
    use serde_json::json;

    fn body() -> Body {
        json!({"DocNumber": "1", "Line": [{"Id": "1"}]}).as_object().cloned().unwrap().into()
    }

    #[test]
    fn folding_changes_nothing_that_can_be_seen() {
        let mut folded = body();
        folded.fold();
        assert_eq!(folded.member("DocNumber").as_deref(), Some(&json!("1")));
        assert_eq!(folded.to_object(), *body());
        assert_eq!(folded, body());
        assert_eq!(folded.text("DocNumber"), Some("1"));
    }

    #[test]
    fn a_change_after_folding_is_kept() {
        let mut changed = body();
        changed.fold();
        changed.put("DocNumber", "2");
        changed.fold();
        assert_eq!(changed.text("DocNumber"), Some("2"));
        assert_eq!(changed.list("Line").len(), 1);
    }
}
