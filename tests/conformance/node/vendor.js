// Vendors: create, read, update, deactivate, query, count.
'use strict';

const assert = require('node:assert/strict');
const { before, test } = require('node:test');
const { Company } = require('./company');

let company;
before(async () => {
  company = await Company.connect();
});

test('what is created is read again', async () => {
  const made = await company.call('createVendor', {
    DisplayName: 'Northern Paper',
    AcctNum: 'NP-77',
    TaxIdentifier: '99-5688293',
    WebAddr: { URI: 'https://northern.example' },
    BillAddr: { Line1: 'Dock 4' },
  });
  const read = await company.call('getVendor', made.Id);
  assert.deepEqual(read, made);
  assert.deepEqual([read.SyncToken, read.Balance, read.Vendor1099], ['0', 0, false]);
  assert.ok(read.TaxIdentifier.endsWith('8293') && !read.TaxIdentifier.includes('99-56'));
});

test('a sparse update keeps the rest and clears what is empty', async () => {
  const made = await company.call('createVendor', {
    DisplayName: 'Western Ink',
    AcctNum: 'W-1',
    Notes: 'slow',
    PrimaryPhone: { FreeFormNumber: '1' },
  });
  const update = { Id: made.Id, SyncToken: '0', AcctNum: 'W-2', Notes: '', PrimaryPhone: {} };
  const changed = await company.call('updateVendor', update);
  assert.deepEqual([changed.SyncToken, changed.AcctNum, changed.DisplayName], ['1', 'W-2', 'Western Ink']);
  assert.deepEqual([changed.Notes, changed.PrimaryPhone], [undefined, undefined]);
  await company.refused('5010', 'updateVendor', { Id: made.Id, SyncToken: '0', AcctNum: 'W-3' });
});

test('a full update clears what it leaves out', async () => {
  const made = await company.call('createVendor', { DisplayName: 'Eastern Glue', AcctNum: 'E-1' });
  const body = { Id: made.Id, SyncToken: '0', sparse: false, DisplayName: 'Eastern Glue' };
  assert.equal((await company.call('updateVendor', body)).AcctNum, undefined);
});

test('a name is used once over customers and vendors', async () => {
  await company.vendor('Southern Wax');
  await company.refused('6240', 'createVendor', { DisplayName: 'southern wax' });
  await company.refused('6240', 'createCustomer', { DisplayName: 'Southern Wax' });
  await company.refused('2040', 'createVendor', { DisplayName: 'South:Wax' });
});

test('a deactivated one is out of sight', async () => {
  const made = await company.vendor('Closing Down');
  const gone = await company.call('updateVendor', { Id: made.Id, SyncToken: '0', Active: false });
  assert.equal(gone.DisplayName, 'Closing Down (deleted)');
  assert.deepEqual(await company.found('findVendors', { DisplayName: 'Closing Down' }), []);
});

test('vendors are found and counted', async () => {
  for (const number of [1, 2]) await company.vendor(`Found Vendor ${number}`);
  const like = { field: 'DisplayName', operator: 'LIKE', value: 'Found Vendor%' };
  const { QueryResponse: counted } = await company.call('findVendors', [like, { count: true }]);
  assert.equal(counted.totalCount, 2);
  const found = await company.found('findVendors', [like, { field: 'asc', value: 'DisplayName' }]);
  assert.deepEqual(found.map((vendor) => vendor.DisplayName), ['Found Vendor 1', 'Found Vendor 2']);
});
