"""Connecting, refreshing, disconnecting."""

from urllib.parse import parse_qs, urlsplit

import requests
from intuitlib.enums import Scopes
from intuitlib.exceptions import AuthClientError
from quickbooks import QuickBooks
from quickbooks.exceptions import AuthorizationException
from quickbooks.objects import CompanyInfo

from company import CALLBACK, CompanyTest, auth_client, session


def consent(auth, decision):
    """What the user does: opens the page and clicks. Returns what the app is called back with."""
    url = auth.get_authorization_url([Scopes.ACCOUNTING], state_token="our-state")
    page = requests.get(url)
    page.raise_for_status()
    form = dict(parse_qs(urlsplit(url).query, keep_blank_values=True))
    form["decision"] = decision
    answer = requests.post(url.split("?")[0], data=form, allow_redirects=False)
    assert answer.status_code in (302, 303), answer.text
    assert answer.headers["Location"].startswith(CALLBACK)
    return {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["Location"]).query).items()}


class OAuth(CompanyTest):
    def connected(self):
        auth = auth_client()
        back = consent(auth, "connect")
        self.assertEqual(back["state"], "our-state")
        self.assertEqual(back["realmId"], session()["realm_id"])
        auth.get_bearer_token(back["code"], realm_id=back["realmId"])
        return auth, back["code"]

    def company_of(self, auth):
        qb = QuickBooks(auth_client=auth, company_id=auth.realm_id, minorversion=75)
        return CompanyInfo.get(auth.realm_id, qb=qb)

    def test_a_code_buys_tokens_that_open_the_company(self):
        auth, _ = self.connected()
        self.assertEqual(auth.expires_in, 3600)
        self.assertEqual(auth.x_refresh_token_expires_in, 8726400)
        self.assertEqual(self.company_of(auth).Country, "US")

    def test_a_code_is_good_once(self):
        auth, code = self.connected()
        with self.assertRaises(AuthClientError) as caught:
            auth.get_bearer_token(code)
        self.assertEqual(caught.exception.status_code, 400)
        self.assertIn(b"invalid_grant", caught.exception.content)

    def test_a_user_may_say_no(self):
        back = consent(auth_client(), "deny")
        self.assertEqual(back["error"], "access_denied")
        self.assertEqual(back["state"], "our-state")

    def test_a_refresh_gives_a_new_access_token(self):
        auth, _ = self.connected()
        before = auth.access_token
        auth.refresh()
        self.assertNotEqual(auth.access_token, before)
        self.assertEqual(self.company_of(auth).Country, "US")

    def test_a_refresh_token_that_nobody_gave_is_refused(self):
        with self.assertRaises(AuthClientError) as caught:
            auth_client().refresh(refresh_token="nobody-gave-this")
        self.assertIn(b"invalid_grant", caught.exception.content)
        self.assertIsNotNone(caught.exception.intuit_tid)

    def test_a_wrong_secret_is_refused(self):
        auth, _ = self.connected()
        auth.client_secret = "wrong"
        with self.assertRaises(AuthClientError) as caught:
            auth.refresh()
        self.assertEqual(caught.exception.status_code, 401)

    def test_after_a_revoke_nothing_works(self):
        auth, _ = self.connected()
        self.assertTrue(auth.revoke())
        with self.assertRaises(AuthorizationException) as caught:
            self.company_of(auth)
        self.assertEqual(caught.exception.error_code, 401)
        with self.assertRaises(AuthClientError):
            auth.refresh()
