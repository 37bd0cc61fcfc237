//! Forms as PDF (fact sheet 2.1): plain, but real documents that a viewer opens.

mod form;
mod pdf;

pub(crate) use form::form;
