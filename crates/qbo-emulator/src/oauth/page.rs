//! The HTML that a user sees.

use super::authorize::Asked;

/// The question whether an app may come in.
pub(super) fn consent(app: &str, asked: &Asked, companies: &[(String, String)]) -> String {
    let options: String = companies
        .iter()
        .map(|(realm, name)| {
            let (realm, name) = (escape(realm), escape(name));
            format!("<option value=\"{realm}\">{name} ({realm})</option>")
        })
        .collect();
    let hidden: String = [
        ("client_id", &asked.client_id),
        ("response_type", &asked.response_type),
        ("scope", &asked.scope),
        ("redirect_uri", &asked.redirect_uri),
        ("state", &asked.state),
    ]
    .iter()
    .map(|(name, value)| format!("<input type=\"hidden\" name=\"{name}\" value=\"{}\">", escape(value)))
    .collect();
    let body = format!(
        "<h1>Connect your company</h1>\
         <p>{} wants to see and manage the books of a company in this QuickBooks Online emulator.</p>\
         <p>It asks for: <code>{}</code></p>\
         <form method=\"post\" action=\"/connect/oauth2\">{hidden}\
         <p><label>Company <select name=\"realm\">{options}</select></label></p>\
         <p><button type=\"submit\" name=\"decision\" value=\"connect\" id=\"connect\">Connect</button> \
         <button type=\"submit\" name=\"decision\" value=\"deny\" id=\"deny\">Deny</button></p></form>",
        escape(app),
        escape(&asked.scope)
    );
    frame("Connect your company", &body)
}

/// A request that can't be answered to the app.
pub(super) fn problem(text: &str) -> String {
    frame("Cannot connect", &format!("<h1>Cannot connect</h1><p>{}</p>", escape(text)))
}

fn frame(title: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <style>body{{font:1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem}}\
         button{{font:inherit;padding:.4rem 1.2rem}}</style></head><body><main>{body}</main></body></html>"
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
