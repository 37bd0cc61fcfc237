//! A window into the emulator: pages that show what the companies hold and what has been asked.
//!
//! `/_emulator/` is where to begin. Pages are made on the server from the same objects that replies show; a small
//! script looks again every second and puts in what has changed. Nothing can be changed here.

mod company;
mod document;
mod entities;
mod home;
mod link;
mod part;
mod request;
mod shell;

use crate::emulator::Emulator;
use axum::Router;
use axum::response::Redirect;
use axum::routing::get;

/// Every page.
pub(crate) fn routes() -> Router<Emulator> {
    Router::new()
        .route("/", get(|| async { Redirect::temporary("/_emulator/") }))
        .route("/_emulator", get(|| async { Redirect::permanent("/_emulator/") }))
        .route("/_emulator/", get(home::page))
        .route("/_emulator/companies/{realm}", get(company::page))
        .route("/_emulator/companies/{realm}/{entity}", get(entities::page))
        .route("/_emulator/companies/{realm}/{entity}/{id}", get(document::page))
        .route("/_emulator/companies/{realm}/{entity}/{id}/pdf", get(document::print))
        .route("/_emulator/requests", get(request::list))
        .route("/_emulator/requests/{number}", get(request::page))
        .route("/_emulator/style.css", get(shell::style))
        .route("/_emulator/live.js", get(shell::script))
}
