//! Replies in gzip for those who take it (fact sheet 2.3).

use super::Call;
use axum::body::Bytes;
use axum::http::{HeaderValue, Response, header};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

/// The only coding that is offered.
const GZIP: &str = "gzip";

/// The bytes of a reply as the client wants them: squeezed where its `Accept-Encoding` names gzip, else as they are.
/// `send` makes the response of them.
pub(super) fn compressed<B>(
    call: &Call,
    bytes: Bytes,
    send: impl FnOnce(Bytes) -> Response<B>,
) -> Response<B> {
    let wanted = call.header(header::ACCEPT_ENCODING).is_some_and(names_gzip) && !bytes.is_empty();
    let Some(squeezed) = wanted.then(|| gzip(&bytes)).flatten() else { return send(bytes) };
    let mut response = send(squeezed);
    response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(GZIP));
    response
}

/// Whether a list of codings has gzip in it. A quality of zero says no.
fn names_gzip(codings: &str) -> bool {
    codings.split(',').any(|coding| {
        let (name, parameters) = coding.split_once(';').unwrap_or((coding, ""));
        let quality = parameters.trim().strip_prefix("q=").unwrap_or("1");
        name.trim().eq_ignore_ascii_case(GZIP) && quality.chars().any(|c| matches!(c, '1'..='9'))
    })
}

fn gzip(bytes: &[u8]) -> Option<Bytes> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).ok().map(Bytes::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gzip_is_taken_where_it_is_named_and_not_refused() {
        for codings in ["gzip", "gzip, deflate", "br;q=1.0, GZIP;q=0.5", "deflate,gzip ; q=0.001"] {
            assert!(names_gzip(codings), "{codings}");
        }
        for codings in ["", "identity", "deflate", "gzip;q=0", "gzip;q=0.000, br", "gzipped"] {
            assert!(!names_gzip(codings), "{codings}");
        }
    }
}
