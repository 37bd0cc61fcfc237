"""The tests that python-quickbooks ships against a sandbox, as they are."""

import os
import sys
from pathlib import Path
from urllib.request import Request, urlopen

import intuitlib.config
from quickbooks import QuickBooks
from quickbooks.objects import Payment
from quickbooks.objects.companycurrency import CompanyCurrency
from quickbooks.objects.exchangerate import ExchangeRate

from company import BASE, DISCOVERY, connect, ref, session


def prepare():
    """Brings the company to what the tests take for granted of theirs."""
    settings = b'{"multi_currency": true, "observed_order": true}'
    urlopen(Request(f"{BASE}/_emulator/settings", settings)).close()
    client = connect()
    client.post(
        f"{client.api_url_v3}/company/{client.company_id}/preferences",
        '{"Id": "1", "SyncToken": "0", "sparse": true, "SalesFormsPrefs": {"CustomTxnNumbers": true}}',
    )
    for code, rate in [("CAD", 0.73), ("EUR", 1.08)]:
        currency = CompanyCurrency()
        currency.Code = code
        currency.save(qb=client)
        exchange = ExchangeRate()
        exchange.SourceCurrencyCode, exchange.Rate, exchange.AsOfDate = code, rate, "2020-01-01"
        exchange.save(qb=client)
    for _ in range(5):
        payment = Payment()
        payment.TotalAmt, payment.CustomerRef = 1, ref("3")
        payment.save(qb=client)


def load_tests(loader, _tests, _pattern):
    """All of the suite."""
    ready = session()
    os.environ.update(
        CLIENT_ID=ready["client_id"],
        CLIENT_SECRET=ready["client_secret"],
        REFRESH_TOKEN=ready["refresh_token"],
        COMPANY_ID=ready["realm_id"],
    )
    intuitlib.config.DISCOVERY_URL["sandbox"] = f"{DISCOVERY}/"
    QuickBooks.sandbox_api_url_v3 = f"{BASE}/v3"
    prepare()
    (home,) = Path(sys.prefix, "suite").glob("python[-_]quickbooks-*/")
    # The tests read files beside them.
    os.chdir(home)
    return loader.discover("tests/integration", top_level_dir=str(home))
