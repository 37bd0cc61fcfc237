//! A new purchase order.

use super::{Input, View};
use crate::{Command, Error, Work, documents};
use domain::document::DocumentKind;

/// Makes a purchase order, which is not sent and changes no figure of the stock (fact sheet 1.4, P1).
#[derive(Debug, Clone)]
pub struct Create {
    /// What is said about it.
    pub input: Input,
}

impl Command for Create {
    type Output = View;

    async fn run(self, work: &mut Work) -> Result<View, Error> {
        documents::create(work, DocumentKind::PurchaseOrder, self.input).await
    }
}
