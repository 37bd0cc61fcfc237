//! The table, newest first.

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use sync::Engine;
use sync::log::{Filter, Page, Status};
use uuid::Uuid;

use super::row::Row;
use super::wanted::{Asked, Wanted};
use super::{PATH, badge};
use crate::chrome::{self, Chrome, Place};
use crate::error_page::Error;
use crate::quickbooks::Standing;
use crate::session::SignedIn;
use crate::site::Site;

/// Entries on one page: what can be looked over without search.
const PAGE_SIZE: i64 = 50;

/// Statuses whose entries are counted beside the filter: those that somebody watches or has to act on.
const COUNTED: [Status; 2] = [Status::Queued, Status::Failed];

#[derive(Template)]
#[template(path = "log/page.html")]
struct LogPage {
    chrome: Chrome,
    listing: Listing,
}

#[derive(Template)]
#[template(path = "log/rows.html")]
struct Rows {
    listing: Listing,
}

/// The part of the page that changes by itself.
struct Listing {
    standing: Standing,
    choices: Vec<Choice>,
    rows: Vec<Row>,
    wanted: Wanted,
    pages: i64,
    count: i64,
}

/// One status to filter by.
struct Choice {
    word: &'static str,
    address: String,
    chosen: bool,
    count: Option<i64>,
}

impl Listing {
    /// Where this part alone is.
    fn fragment(&self) -> String {
        let query = self.wanted.query();
        let mark = if query.is_empty() { '?' } else { '&' };
        format!("{PATH}{query}{mark}fragment=rows")
    }

    fn query(&self) -> String {
        self.wanted.query()
    }

    fn newer(&self) -> Option<String> {
        (self.wanted.page > 1).then(|| self.address_of(self.wanted.page - 1))
    }

    fn older(&self) -> Option<String> {
        (self.wanted.page < self.pages).then(|| self.address_of(self.wanted.page + 1))
    }

    fn address_of(&self, page: i64) -> String {
        format!("{PATH}{}", self.wanted.on_page(page).query())
    }

    /// Whether this is a part of the log only.
    fn is_filtered(&self) -> bool {
        self.wanted.filter != Filter::default()
    }

    fn is_of_one_record(&self) -> bool {
        self.wanted.filter.record_id.is_some()
    }
}

/// The page, or with `fragment=rows` only what changes on it.
pub(super) async fn show(
    State(site): State<Site>,
    signed_in: SignedIn,
    asked: Asked,
) -> Result<Html<String>, Error> {
    let listing = listing(&site, signed_in.company_id(), asked.wanted()).await?;
    if asked.is_for_rows() {
        chrome::page(&Rows { listing })
    } else {
        chrome::page(&LogPage { chrome: Chrome::of(&signed_in, Place::Log), listing })
    }
}

async fn listing(site: &Site, company_id: Uuid, wanted: Wanted) -> Result<Listing, Error> {
    let engine = &site.engine;
    let connection = engine.connection(company_id).await?;
    let (wanted, page) = nearest(engine, company_id, wanted).await?;
    Ok(Listing {
        standing: Standing::of(connection.as_ref(), site.app.now()),
        choices: choices(engine, company_id, wanted).await?,
        rows: page.entries.into_iter().map(Row::of).collect(),
        wanted,
        pages: pages(page.count),
        count: page.count,
    })
}

/// The wanted page, or the last one when there are fewer: entries leave a filtered page while it is looked at.
async fn nearest(engine: &Engine, company_id: Uuid, wanted: Wanted) -> Result<(Wanted, Page), Error> {
    let page = engine.log(company_id, wanted.filter, wanted.page, PAGE_SIZE).await?;
    let last = pages(page.count);
    if wanted.page <= last {
        return Ok((wanted, page));
    }
    let wanted = wanted.on_page(last);
    Ok((wanted, engine.log(company_id, wanted.filter, last, PAGE_SIZE).await?))
}

async fn choices(engine: &Engine, company_id: Uuid, wanted: Wanted) -> Result<Vec<Choice>, Error> {
    let mut choices = vec![choice("All", wanted, None, None)];
    for status in Status::ALL {
        let count = if COUNTED.contains(&status) {
            let filter = wanted.with_status(Some(status)).filter;
            Some(engine.log(company_id, filter, 1, 1).await?.count)
        } else {
            None
        };
        choices.push(choice(badge::word(status), wanted, Some(status), count));
    }
    Ok(choices)
}

fn choice(word: &'static str, wanted: Wanted, status: Option<Status>, count: Option<i64>) -> Choice {
    let address = format!("{PATH}{}", wanted.with_status(status).query());
    Choice { word, address, chosen: wanted.filter.status == status, count }
}

/// Pages that hold `count` entries; an empty log has one, which is empty.
const fn pages(count: i64) -> i64 {
    let full = (count + PAGE_SIZE - 1) / PAGE_SIZE;
    if full < 1 { 1 } else { full }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_begins_when_the_one_before_is_full() {
        assert_eq!([0, 1, 50, 51].map(pages), [1, 1, 1, 2]);
    }
}
