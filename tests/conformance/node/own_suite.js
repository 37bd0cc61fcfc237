// The tests that node-quickbooks ships against a sandbox, as they are.
'use strict';

const assert = require('node:assert/strict');
const { mkdtempSync, mkdirSync, rmSync, writeFileSync } = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { test } = require('node:test');
const Mocha = require('mocha');
const { session } = require('./company');

// Files of the suite. Its `cdc.js` hands over what the library no longer takes, its `charge.js` calls what the library
// no longer has.
const FILES = ['batch.js', 'index.js'];

// What the suite asks for one by one. It reads the names from files that its package lacks.
const ENTITIES = `account attachable bill billPayment class companyInfo companyCurrency creditMemo customer department
  deposit employee estimate invoice item journalEntry payment paymentMethod preferences purchase purchaseOrder
  refundReceipt salesReceipt taxAgency taxCode taxRate term timeActivity transfer vendor vendorCredit exchangeRate`;
const REPORTS = 'BalanceSheet ProfitAndLoss TrialBalance CustomerBalance VendorBalance AgedReceivables AgedPayables';

test('the suite of node-quickbooks', async () => {
  const ready = await session();
  Object.assign(require('node-quickbooks/config'), {
    consumerKey: ready.client_id,
    consumerSecret: ready.client_secret,
    token: ready.access_token,
    tokenSecret: false,
    realmId: ready.realm_id,
    oauthversion: '2.0',
    refreshToken: ready.refresh_token,
    testEmail: 'somebody@example.com',
    minorversion: 75,
  });
  const folder = mkdtempSync(path.join(os.tmpdir(), 'own-suite-'));
  const former = process.cwd();
  try {
    mkdirSync(path.join(folder, 'build'));
    const lines = (words) => words.split(/\s+/).join(os.EOL);
    writeFileSync(path.join(folder, 'build', 'query.txt'), lines(ENTITIES));
    writeFileSync(path.join(folder, 'build', 'report.txt'), lines(REPORTS));
    process.chdir(folder);
    const { passes, failures } = await run();
    assert.deepEqual(failures, []);
    // An attachment, its batch, three queries of accounts, two of receipts, and each name above.
    const names = [...ENTITIES.split(/\s+/), ...REPORTS.split(/\s+/)].length;
    assert.equal(passes, names + 7);
  } finally {
    process.chdir(former);
    rmSync(folder, { recursive: true });
  }
});

function run() {
  const mocha = new Mocha({ reporter: 'min' });
  const home = path.join(path.dirname(require.resolve('node-quickbooks')), 'test');
  FILES.forEach((file) => mocha.addFile(path.join(home, file)));
  const failures = [];
  return new Promise((resolve) => {
    const runner = mocha.run(() => resolve({ passes: runner.stats.passes, failures }));
    runner.on('fail', (failed, error) => failures.push(`${failed.fullTitle()}: ${error.message}`));
  });
}
