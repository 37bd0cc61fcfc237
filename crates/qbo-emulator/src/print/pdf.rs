//! Lines of text on pages. The fonts are those that every viewer has, so none is carried along.

use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str};

/// A page is as large as US letter, in points.
const WIDTH: u16 = 612;
const HEIGHT: u16 = 792;

/// Space around the text.
const MARGIN: u16 = 54;

/// From line to line.
const LEADING: u16 = 13;

/// From the title to the first line, downwards.
const BELOW_TITLE: i16 = -26;

/// Lines on a page; the title takes room for four.
const PAGE_LINES: usize = 48;

/// Pages of one document at most.
const PAGES_MAX: usize = 300;

const HEADING: Name<'_> = Name(b"F1");
const BODY: Name<'_> = Name(b"F2");

/// A document with `title` on each page and the lines below it.
pub(super) fn pages(title: &str, lines: &[String]) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let mut last = 0;
    let mut next = || {
        last += 1;
        Ref::new(last)
    };
    let (catalog, tree, heading, body) = (next(), next(), next(), next());
    pdf.catalog(catalog).pages(tree);
    let mut kids = Vec::new();
    for chunk in lines.chunks(PAGE_LINES).take(PAGES_MAX) {
        let (page_ref, content_ref) = (next(), next());
        kids.push(page_ref);
        let mut page = pdf.page(page_ref);
        page.media_box(Rect::new(0.0, 0.0, f32::from(WIDTH), f32::from(HEIGHT)))
            .parent(tree)
            .contents(content_ref);
        page.resources().fonts().pair(HEADING, heading).pair(BODY, body);
        page.finish();
        pdf.stream(content_ref, &content(title, chunk));
    }
    let count = i32::try_from(kids.len()).unwrap_or(i32::MAX);
    pdf.pages(tree).kids(kids).count(count);
    for (font, name) in [(heading, &b"Helvetica-Bold"[..]), (body, b"Courier")] {
        pdf.type1_font(font).base_font(Name(name)).encoding_predefined(Name(b"WinAnsiEncoding"));
    }
    pdf.finish()
}

fn content(title: &str, lines: &[String]) -> Vec<u8> {
    let mut content = Content::new();
    content.begin_text();
    content.set_font(HEADING, 18.0).next_line(f32::from(MARGIN), f32::from(HEIGHT - MARGIN - LEADING));
    content.show(Str(&latin(title)));
    content.set_font(BODY, 9.5).set_leading(f32::from(LEADING)).next_line(0.0, f32::from(BELOW_TITLE));
    for line in lines {
        content.show(Str(&latin(line))).next_line_using_leading();
    }
    content.end_text();
    content.finish().to_vec()
}

/// Text in the encoding of the fonts; what they lack is a question mark.
fn latin(text: &str) -> Vec<u8> {
    text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_go_on_over_several_pages() {
        let count = |lines: usize| {
            let pdf = pages("T", &vec!["Grüße (x) \\ 漢".to_owned(); lines]);
            assert!(pdf.starts_with(b"%PDF-1.") && pdf.trim_ascii_end().ends_with(b"%%EOF"));
            String::from_utf8_lossy(&pdf).matches("/MediaBox").count()
        };
        assert_eq!((count(1), count(PAGE_LINES), count(PAGE_LINES + 1)), (1, 1, 2));
    }
}
