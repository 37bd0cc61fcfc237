//! Style, script and mark, inside the program. A name carries a hash of what is in the file, so that a browser may keep
//! it for ever and still gets the new one after an update.

use axum::Router;
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;
use axum::routing::get;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

use crate::error_page::Error;
use crate::site::Site;

/// Hexadecimal digits of the hash: enough to tell versions apart.
const HASH_DIGITS: usize = 12;
/// A year, the longest that browsers keep anything.
const KEEP: &str = "public, max-age=31536000, immutable";

static STYLE: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new("style", "css", "text/css; charset=utf-8", include_str!("../assets/style.css"))
});
static LIVE: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new("live", "js", "text/javascript; charset=utf-8", include_str!("../assets/live.js"))
});
static MARK: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("mark", "svg", "image/svg+xml", include_str!("../assets/mark.svg")));

struct Asset {
    file: String,
    kind: &'static str,
    text: &'static str,
}

impl Asset {
    fn new(name: &str, extension: &str, kind: &'static str, text: &'static str) -> Self {
        let hash = hex::encode(Sha256::digest(text));
        Self { file: format!("{name}.{}.{extension}", &hash[..HASH_DIGITS]), kind, text }
    }
}

/// Where the style sheet is.
pub(crate) fn style() -> String {
    path(&STYLE)
}

/// Where the script that keeps a page up to date is.
pub(crate) fn live() -> String {
    path(&LIVE)
}

/// Where the mark is that browsers show beside the title.
pub(crate) fn mark() -> String {
    path(&MARK)
}

pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/assets/{file}", get(serve))
}

fn path(asset: &Asset) -> String {
    format!("/assets/{}", asset.file)
}

async fn serve(Path(file): Path<String>) -> Result<impl IntoResponse, Error> {
    let all: [&'static Asset; 3] = [&STYLE, &LIVE, &MARK];
    let asset = all.into_iter().find(|asset| asset.file == file).ok_or(Error::NoSuchPage)?;
    Ok(([(CONTENT_TYPE, asset.kind), (CACHE_CONTROL, KEEP)], asset.text))
}
