//! Our own pages as HTML: headings, paragraphs, lists, numbered steps, code, emphasis and links. No other mark is used in them.

/// The HTML of `text`, without its title.
pub(super) fn html(text: &str) -> String {
    text.split("\n\n")
        .map(str::trim)
        .filter(|block| !block.is_empty() && !block.starts_with("# "))
        .map(block)
        .collect()
}

fn block(block: &str) -> String {
    if let Some(heading) = block.strip_prefix("## ") {
        return format!("<h2>{}</h2>\n", inline(heading));
    }
    if block.starts_with("- ") {
        let items =
            block.split("\n- ").map(|item| format!("<li>{}</li>\n", inline(item.trim_start_matches("- "))));
        return format!("<ul>\n{}</ul>\n", items.collect::<String>());
    }
    if !block.starts_with(|first: char| first.is_ascii_digit()) {
        return format!("<p>{}</p>\n", inline(block));
    }
    let steps = block.lines().map(|line| match line.split_once(". ") {
        Some((number, step)) if number.bytes().all(|digit| digit.is_ascii_digit()) => {
            format!("<li>{}</li>\n", inline(step))
        }
        _ => inline(line),
    });
    format!("<ol>\n{}</ol>\n", steps.collect::<String>())
}

/// Marks within a line. Every other part of `text` between two backticks is code.
fn inline(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    let parts = escaped.split('`').enumerate().map(|(at, part)| match at % 2 {
        0 => links(&emphasis(part)),
        _ => format!("<code>{part}</code>"),
    });
    parts.collect()
}

fn emphasis(text: &str) -> String {
    let parts = text.split('*').enumerate().map(|(at, part)| match at % 2 {
        0 => part.to_owned(),
        _ => format!("<em>{part}</em>"),
    });
    parts.collect()
}

/// Links to other pages of the folder. One that leads elsewhere stays text.
fn links(text: &str) -> String {
    let mut html = String::new();
    let mut rest = text;
    while let Some((before, (words, target, after))) = next_link(rest) {
        html.push_str(before);
        match target.strip_suffix(".md").filter(|code| !code.contains('/')) {
            Some(code) => html.push_str(&format!("<a href=\"{}\">{words}</a>", super::address(code))),
            None => html.push_str(words),
        }
        rest = after;
    }
    html + rest
}

fn next_link(text: &str) -> Option<(&str, (&str, &str, &str))> {
    let (before, rest) = text.split_once('[')?;
    let (words, rest) = rest.split_once("](")?;
    let (target, after) = rest.split_once(')')?;
    Some((before, (words, target, after)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_paragraphs_and_steps_are_told_apart_and_the_title_stands_elsewhere() {
        let told = html("# Title\n\nCode: `a-b`\n\n## What\n\nOne\ntwo\n\n1. Look\n2. See\n");
        assert_eq!(
            told,
            "<p>Code: <code>a-b</code></p>\n<h2>What</h2>\n<p>One\ntwo</p>\n<ol>\n<li>Look</li>\n<li>See</li>\n</ol>\n"
        );
    }

    #[test]
    fn a_list_has_its_items() {
        assert_eq!(html("- One\nmore\n- Two"), "<ul>\n<li>One\nmore</li>\n<li>Two</li>\n</ul>\n");
    }

    #[test]
    fn what_has_a_meaning_in_html_is_escaped_and_a_link_leads_to_its_page() {
        assert_eq!(html("a < b & *c*"), "<p>a &lt; b &amp; <em>c</em></p>\n");
        assert_eq!(html("see [it](too-long.md)."), "<p>see <a href=\"/help/errors/too-long\">it</a>.</p>\n");
        assert_eq!(html("see [it](../sync.md)"), "<p>see it</p>\n");
    }
}
