//! What somebody would click: sign in, connect QuickBooks, switch custom numbers on, enable.

use anyhow::{Context, bail, ensure};
use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use reqwest::{Client, Response};
use url::Url;

/// A browser without a screen: it keeps one cookie and shows every redirect.
pub struct Browser {
    base: Url,
    client: Client,
    cookie: String,
}

impl Browser {
    /// A browser that is not signed in at the server at `base`.
    ///
    /// # Errors
    /// No client could be built.
    pub fn new(base: Url) -> anyhow::Result<Self> {
        Ok(Self { base, client: client()?, cookie: String::new() })
    }

    /// Signs in.
    ///
    /// # Errors
    /// The server did not let us in.
    pub async fn sign_in(&mut self, email: &str, password: &str) -> anyhow::Result<()> {
        let url = self.base.join("sign-in")?;
        let answer = self.post(&url, &[("email", email), ("password", password)]).await?;
        let cookie = answer.headers().get(SET_COOKIE).context("signing in gave no cookie")?.to_str()?;
        self.cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        Ok(())
    }

    /// The way through the consent page and back, then the two switches.
    ///
    /// # Errors
    /// A page did not do what it should.
    pub async fn connect_quickbooks(&self) -> anyhow::Result<()> {
        let page = self.base.join("settings/integrations/quickbooks/")?;
        let consent = redirect(&self.post(&page.join("connect")?, &[]).await?, &self.base)?;
        let asked = self.client.get(consent.clone()).send().await?;
        ensure!(asked.status().is_success(), "the consent page answered {}", asked.status());
        let mut form: Vec<(String, String)> =
            consent.query_pairs().map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
        form.push(("decision".to_owned(), "connect".to_owned()));
        let mut decide = consent.clone();
        decide.set_query(None);
        let decided = self.client.post(decide).form(&form).send().await?;
        let callback = redirect(&decided, &consent)?;
        let connected = self.client.get(callback).header(COOKIE, &self.cookie).send().await?;
        redirect(&connected, &self.base).context("connecting to QuickBooks did not work")?;
        for switch in ["custom-numbers", "enable"] {
            redirect(&self.post(&page.join(switch)?, &[]).await?, &self.base)?;
        }
        Ok(())
    }

    async fn post(&self, url: &Url, form: &[(&str, &str)]) -> anyhow::Result<Response> {
        let request = self.client.post(url.clone()).header(COOKIE, &self.cookie).form(form);
        Ok(request.send().await?)
    }
}

/// A client that follows no redirect.
pub(super) fn client() -> anyhow::Result<Client> {
    // Only this machine is called, but a client can't be built without knowing how to speak TLS. Another part of the
    // program may have said it before, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Ok(Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build()?)
}

fn redirect(answer: &Response, base: &Url) -> anyhow::Result<Url> {
    let Some(location) = answer.headers().get(LOCATION) else {
        bail!("{} answered {} in place of a redirect", answer.url(), answer.status())
    };
    Ok(base.join(location.to_str()?)?)
}
