//! Help: what each kind of problem means and what to do about it.

mod pages;
mod prose;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Html;
use axum::routing::get;

use self::pages::{PAGES, Page};
use crate::chrome::{self, Chrome, Place};
use crate::error_page::Error;
use crate::session::SignedIn;
use crate::site::Site;

/// Where the pages about problems are.
const PATH: &str = "/help/errors";

pub(crate) fn routes() -> Router<Site> {
    Router::new().nest(PATH, Router::new().route("/", get(index)).route("/{code}", get(show)))
}

/// Where the page about `code` is.
pub(crate) fn address(code: &str) -> String {
    format!("{PATH}/{code}")
}

#[derive(Template)]
#[template(path = "help/page.html")]
struct HelpPage {
    chrome: Chrome,
    title: &'static str,
    prose: String,
}

#[derive(Template)]
#[template(path = "help/index.html")]
struct IndexPage {
    chrome: Chrome,
    pages: &'static [Page],
}

async fn index(signed_in: SignedIn) -> Result<Html<String>, Error> {
    chrome::page(&IndexPage { chrome: Chrome::of(&signed_in, Place::Elsewhere), pages: PAGES })
}

async fn show(signed_in: SignedIn, Path(code): Path<String>) -> Result<Html<String>, Error> {
    let page = Page::of(&code).ok_or(Error::NoSuchPage)?;
    let chrome = Chrome::of(&signed_in, Place::Elsewhere);
    chrome::page(&HelpPage { chrome, title: page.title(), prose: prose::html(page.text) })
}
