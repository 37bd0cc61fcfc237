"""A company of the emulator, connected as a program with python-quickbooks connects to the service."""

import json
import os
import unittest
import warnings
from contextlib import contextmanager
from urllib.request import urlopen

from intuitlib.client import AuthClient
from quickbooks import QuickBooks
from quickbooks.exceptions import QuickbooksException
from quickbooks.objects import Account, Customer, Invoice, Item, Vendor
from quickbooks.objects.base import Ref
from quickbooks.objects.detailline import (
    ItemBasedExpenseLine,
    ItemBasedExpenseLineDetail,
    SalesItemLine,
    SalesItemLineDetail,
)

BASE = os.environ["QBO_EMULATOR"]
CALLBACK = "http://localhost:8000/callback"

# All that has to be told to the library: where the API is. OAuth is found by the discovery document.
QuickBooks.api_url_v3 = f"{BASE}/v3"
DISCOVERY = f"{BASE}/.well-known/openid_sandbox_configuration"


def session():
    """A ready connection: realm, tokens, client id and secret."""
    with urlopen(f"{BASE}/_emulator/session") as reply:
        return json.load(reply)


def auth_client(**tokens):
    """The app, with these tokens."""
    app = session()
    return AuthClient(app["client_id"], app["client_secret"], CALLBACK, DISCOVERY, **tokens)


def connect():
    """A client of the seeded company."""
    ready = session()
    auth = auth_client(access_token=ready["access_token"], refresh_token=ready["refresh_token"])
    return QuickBooks(auth_client=auth, company_id=ready["realm_id"], minorversion=75)


def ref(value):
    """A reference by id."""
    made = Ref()
    made.value = value
    return made


class CompanyTest(unittest.TestCase):
    """A test with a client of the company, and what most tests need in it."""

    @classmethod
    def setUpClass(cls):
        warnings.simplefilter("ignore", DeprecationWarning)
        cls.qb = connect()

    @contextmanager
    def refused(self, code, text=""):
        """The block must end in a fault with this code and this in its detail."""
        with self.assertRaises(QuickbooksException) as caught:
            yield
        self.assertEqual(caught.exception.error_code, code, str(caught.exception))
        self.assertIn(text, caught.exception.detail)

    def customer(self, name):
        made = Customer()
        made.DisplayName = name
        return made.save(qb=self.qb)

    def vendor(self, name):
        made = Vendor()
        made.DisplayName = name
        return made.save(qb=self.qb)

    def account(self, name):
        return Account.filter(Name=name, qb=self.qb)[0]

    def item(self, name):
        """A service that is sold and bought."""
        made = Item()
        made.Name = name
        made.Type = "Service"
        made.IncomeAccountRef = self.account("Services").to_ref()
        made.ExpenseAccountRef = self.account("Supplies").to_ref()
        return made.save(qb=self.qb)

    def sale(self, item, quantity, price):
        """A line of a sales form, not taxed."""
        line = SalesItemLine()
        line.Amount = quantity * price
        line.SalesItemLineDetail = SalesItemLineDetail()
        line.SalesItemLineDetail.ItemRef = item.to_ref()
        line.SalesItemLineDetail.Qty = quantity
        line.SalesItemLineDetail.UnitPrice = price
        line.SalesItemLineDetail.TaxCodeRef = ref("NON")
        return line

    def bought(self, item, quantity, price):
        """A line of a purchase form."""
        line = ItemBasedExpenseLine()
        line.Amount = quantity * price
        line.ItemBasedExpenseLineDetail = ItemBasedExpenseLineDetail()
        line.ItemBasedExpenseLineDetail.ItemRef = item.to_ref()
        line.ItemBasedExpenseLineDetail.Qty = quantity
        line.ItemBasedExpenseLineDetail.UnitPrice = price
        return line

    def invoice(self, customer, *lines):
        made = Invoice()
        made.CustomerRef = customer.to_ref()
        made.Line.extend(lines)
        return made.save(qb=self.qb)
