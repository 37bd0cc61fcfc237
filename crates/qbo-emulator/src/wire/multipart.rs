//! Bodies of several parts, as uploads send them.
//!
//! Clients in the field end their lines with a bare LF and encode files as base64 (fact sheet 15.1), which
//! parsers that keep to the letter of the standard refuse.

use axum::body::Bytes;
use base64::Engine;

/// Parts that are looked at.
const PARTS_MAX: usize = 100;

/// One part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) file_name: Option<String>,
    /// Its media type, if it says one.
    pub(crate) kind: Option<String>,
    pub(crate) bytes: Bytes,
}

/// The boundary that a `Content-Type` names, if it is one of several parts.
pub(crate) fn boundary(content_type: &str) -> Option<&str> {
    let (kind, parameters) = content_type.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let named = parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("boundary").then(|| value.trim().trim_matches('"'))
    });
    named.filter(|boundary| !boundary.is_empty())
}

/// The named parts of `body`. What can't be read as a part is passed over.
pub(crate) fn parts(body: &Bytes, boundary: &str) -> Vec<Part> {
    let delimiter = format!("--{boundary}");
    let mut starts = Vec::new();
    let mut from = 0;
    while let Some(at) = find(&body[from..], delimiter.as_bytes()) {
        starts.push(from + at);
        from += at + delimiter.len();
        if starts.len() > PARTS_MAX {
            break;
        }
    }
    let ranges = starts.windows(2).filter_map(|pair| Some((pair.first()? + delimiter.len(), *pair.get(1)?)));
    ranges.filter_map(|(start, end)| part(body.slice(start..end))).collect()
}

fn part(raw: Bytes) -> Option<Part> {
    let (lines, gap) = [&b"\r\n\r\n"[..], b"\n\n"]
        .into_iter()
        .filter_map(|gap| Some((find(&raw, gap)?, gap.len())))
        .min()?;
    let head = String::from_utf8_lossy(&raw[..lines]).into_owned();
    let mut end = raw.len();
    for line_end in [b'\n', b'\r'] {
        if end > lines + gap && raw[end - 1] == line_end {
            end -= 1;
        }
    }
    let bytes = raw.slice((lines + gap).min(end)..end);
    let header = |wanted: &str| {
        head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.trim().eq_ignore_ascii_case(wanted).then(|| value.trim().to_owned())
        })
    };
    let disposition = header("content-disposition")?;
    let parameter = |wanted: &str| {
        disposition.split(';').find_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            name.trim().eq_ignore_ascii_case(wanted).then(|| value.trim().trim_matches('"').to_owned())
        })
    };
    let encoded = header("content-transfer-encoding").is_some_and(|kind| kind.eq_ignore_ascii_case("base64"));
    let bytes = if encoded { decoded(&bytes)? } else { bytes };
    Some(Part {
        name: parameter("name")?,
        file_name: parameter("filename"),
        kind: header("content-type"),
        bytes,
    })
}

fn decoded(text: &Bytes) -> Option<Bytes> {
    let packed: Vec<u8> = text.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    base64::engine::general_purpose::STANDARD.decode(packed).ok().map(Bytes::from)
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_read_whether_lines_end_with_crlf_or_lf() {
        let text = "--b\r\nContent-Disposition: form-data; name=\"file_content_0\"; filename=\"a b.txt\"\r\n\
                    Content-Type: text/plain\r\n\r\nhello\r\n\r\n--b--\r\n";
        for text in [text.to_owned(), text.replace("\r\n", "\n")] {
            let [part] = &parts(&Bytes::from(text.clone()), "b")[..] else { panic!("no part in {text:?}") };
            assert_eq!((part.name.as_str(), part.file_name.as_deref()), ("file_content_0", Some("a b.txt")));
            assert_eq!(part.kind.as_deref(), Some("text/plain"));
            assert_eq!(part.bytes.trim_ascii_end(), b"hello");
        }
    }

    #[test]
    fn a_part_in_base64_is_decoded_and_a_broken_one_passed_over() {
        let text = |content: &str| {
            Bytes::from(format!(
                "--b\nContent-Disposition: form-data; name=\"x\"\nContent-Transfer-Encoding: base64\n\n{content}\n--b--"
            ))
        };
        assert_eq!(parts(&text("aGVs\nbG8="), "b")[0].bytes.as_ref(), b"hello");
        assert_eq!(parts(&text("***"), "b"), []);
        assert_eq!(parts(&Bytes::from_static(b"--b--b\n\n--b"), "b"), []);
        assert_eq!(parts(&Bytes::new(), "b"), []);
    }

    #[test]
    fn the_boundary_may_stand_in_quotes() {
        assert_eq!(boundary("multipart/form-data; boundary=\"a b\""), Some("a b"));
        assert_eq!(boundary("multipart/form-data; charset=utf-8; boundary=ab"), Some("ab"));
        assert_eq!(boundary("multipart/form-data"), None);
        assert_eq!(boundary("application/json; boundary=ab"), None);
    }
}
