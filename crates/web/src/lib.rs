//! Pages behind sign-in.
//!
//! A request becomes a command or query of `app` or `sync`, and its outcome a page: that is all that happens here. One
//! folder a page's noun; its template lies under the same name in `templates/`. A page that changes by itself is rendered
//! in parts, and the same part serves the first load and each later one.
//!
//! # What it may not do
//!
//! It has no rules of the business and no SQL. A page loads nothing from elsewhere and runs no inline script; the browser
//! is told so with every answer. What went wrong inside goes to the program's log, the page gets a reference.
//!
//! # Where to start
//!
//! [`router()`]; then the folder `log`, which shows the shape of every page.

mod assets;
mod chrome;
mod entered;
mod error_page;
mod headers;
mod help;
mod id;
mod log;
mod moment;
mod quickbooks;
mod router;
mod sentence;
mod session;
mod sign_in;
mod site;

pub use router::router;
pub use site::Options;
