//! A new invoice.

use super::{Input, View};
use crate::{Command, Error, Work, documents};
use domain::document::DocumentKind;

/// Makes an invoice; its units leave the stock.
#[derive(Debug, Clone)]
pub struct Create {
    /// What is said about it.
    pub input: Input,
}

impl Command for Create {
    type Output = View;

    async fn run(self, work: &mut Work) -> Result<View, Error> {
        documents::create(work, DocumentKind::Invoice, self.input).await
    }
}
