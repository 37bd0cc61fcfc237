// Customers: create, read, update, deactivate, query, count.
'use strict';

const assert = require('node:assert/strict');
const { before, test } = require('node:test');
const { Company } = require('./company');

let company;
before(async () => {
  company = await Company.connect();
});

test('what is created is read again', async () => {
  const made = await company.call('createCustomer', {
    DisplayName: 'Olga Berg',
    CompanyName: 'Berg & Daughters',
    PrimaryEmailAddr: { Address: 'olga@berg.example' },
    PrimaryPhone: { FreeFormNumber: '(555) 555-0100' },
    BillAddr: { Line1: '1 Mill Lane', City: 'Springfield', CountrySubDivisionCode: 'IL', PostalCode: '62701' },
  });
  const read = await company.call('getCustomer', made.Id);
  assert.deepEqual(read, made);
  assert.equal(read.SyncToken, '0');
  assert.equal(read.FullyQualifiedName, 'Olga Berg');
  assert.equal(read.PrintOnCheckName, 'Berg & Daughters');
  assert.equal(read.PreferredDeliveryMethod, 'Print');
  assert.equal(read.BillAddr.PostalCode, '62701');
  assert.deepEqual([read.Balance, read.Active, read.Job, read.sparse], [0, true, false, false]);
});

test('a sparse update keeps the rest and a full one clears it', async () => {
  const made = await company.call('createCustomer', { DisplayName: 'Two Ways', CompanyName: 'Ways', Notes: 'old' });
  const sparse = await company.call('updateCustomer', { Id: made.Id, SyncToken: '0', Notes: 'new' });
  assert.deepEqual([sparse.SyncToken, sparse.Notes, sparse.CompanyName], ['1', 'new', 'Ways']);
  const full = { Id: made.Id, SyncToken: '1', sparse: false, DisplayName: 'Two Ways' };
  const cleared = await company.call('updateCustomer', full);
  assert.deepEqual([cleared.SyncToken, cleared.Notes, cleared.CompanyName], ['2', undefined, undefined]);
});

test('an old token is refused', async () => {
  const made = await company.customer('Stale');
  await company.call('updateCustomer', { Id: made.Id, SyncToken: '0', Notes: 'mine' });
  await company.refused('5010', 'updateCustomer', { Id: made.Id, SyncToken: '0', Notes: 'yours' });
});

test('a name is used once and is free after deactivation', async () => {
  const made = await company.customer('Only One');
  await company.refused('6240', 'createCustomer', { DisplayName: 'Only One' });
  const gone = await company.call('updateCustomer', { Id: made.Id, SyncToken: '0', Active: false });
  assert.equal(gone.DisplayName, 'Only One (deleted)');
  assert.deepEqual(await company.found('findCustomers', { Id: made.Id }), []);
  assert.equal((await company.found('findCustomers', { Id: made.Id, Active: false })).length, 1);
  assert.notEqual((await company.customer('Only One')).Id, made.Id);
});

test('what makes no sense is refused', async () => {
  await company.refused('2010', 'createCustomer', { DisplayName: 'Odd', NoSuchMember: 1 });
  await company.refused('2210', 'createCustomer', { DisplayName: 'Odd', PrimaryEmailAddr: { Address: 'nowhere' } });
  await company.refused('610', 'getCustomer', '999999');
});

test('customers are found and counted', async () => {
  for (const number of [1, 2, 3]) await company.customer(`O'Found ${number}`);
  const one = await company.found('findCustomers', { DisplayName: "O'Found 2" });
  assert.deepEqual(one.map((customer) => customer.DisplayName), ["O'Found 2"]);
  const like = [{ field: 'DisplayName', operator: 'LIKE', value: "O'Found%" }];
  const counted = await company.call('findCustomers', [...like, { count: true }]);
  assert.equal(counted.QueryResponse.totalCount, 3);
  const page = [...like, { field: 'desc', value: 'DisplayName' }, { field: 'offset', value: 2 }, { field: 'limit', value: 2 }];
  const names = (await company.found('findCustomers', page)).map((customer) => customer.DisplayName);
  assert.deepEqual(names, ["O'Found 2", "O'Found 1"]);
  const all = await company.found('findCustomers', [{ field: 'fetchAll', value: true }, { field: 'limit', value: 10 }]);
  assert.equal(new Set(all.map((customer) => customer.Id)).size, all.length);
  assert.ok(all.length > 29, `${all.length}`);
});
