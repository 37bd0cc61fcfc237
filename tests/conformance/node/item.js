// Products and services: create, read, update, deactivate, query, count.
'use strict';

const assert = require('node:assert/strict');
const { before, test } = require('node:test');
const { Company } = require('./company');

let company;
before(async () => {
  company = await Company.connect();
});

test('what is created is read again', async () => {
  const made = await company.call('createItem', {
    Name: 'Desk Lamp',
    Type: 'NonInventory',
    UnitPrice: 49.5,
    PurchaseCost: 20,
    Description: 'A lamp',
    IncomeAccountRef: await company.account('Sales of Product Income'),
    ExpenseAccountRef: await company.account('Cost of Goods Sold'),
  });
  const read = await company.call('getItem', made.Id);
  assert.deepEqual(read, made);
  assert.deepEqual([read.SyncToken, read.UnitPrice, read.PurchaseCost], ['0', 49.5, 20]);
  assert.equal(read.IncomeAccountRef.name, 'Sales of Product Income');
});

test('a sparse update keeps the rest and a full one clears it', async () => {
  const made = await company.item('Window Cleaning');
  const sparse = await company.call('updateItem', { Id: made.Id, SyncToken: '0', Description: 'inside' });
  assert.deepEqual([sparse.SyncToken, sparse.Description, sparse.Name], ['1', 'inside', 'Window Cleaning']);
  const { Name, Type, IncomeAccountRef } = made;
  const full = await company.call('updateItem', { Id: made.Id, SyncToken: '1', sparse: false, Name, Type, IncomeAccountRef });
  assert.deepEqual([full.Description, full.ExpenseAccountRef], [undefined, undefined]);
  await company.refused('5010', 'updateItem', { Id: made.Id, SyncToken: '0', Description: 'outside' });
});

test('a name is used once and is free after deactivation', async () => {
  const made = await company.item('Roof Repair');
  const { IncomeAccountRef } = made;
  await company.refused('6240', 'createItem', { Name: 'Roof Repair', Type: 'Service', IncomeAccountRef });
  const gone = await company.call('updateItem', { Id: made.Id, SyncToken: '0', Active: false });
  assert.equal(gone.Name, 'Roof Repair (deleted)');
  assert.equal((await company.item('Roof Repair')).Name, 'Roof Repair');
});

test('an item needs its accounts', async () => {
  await company.refused('2020', 'createItem', { Name: 'Nothing Behind It', Type: 'Service' });
  const odd = { Name: 'Odd', Type: 'Service', IncomeAccountRef: { value: '999999' } };
  await company.refused('2500', 'createItem', odd);
  await company.refused('2170', 'createItem', { ...odd, Type: 'Sort of' });
});

test('items are found and counted', async () => {
  for (const number of [1, 2]) await company.item(`Counted ${number}`);
  const like = { field: 'Name', operator: 'LIKE', value: 'Counted%' };
  const { QueryResponse: counted } = await company.call('findItems', [like, { count: true }]);
  assert.equal(counted.totalCount, 2);
  const found = await company.found('findItems', [like, { field: 'Type', value: 'Service' }, { field: 'desc', value: 'Name' }]);
  assert.deepEqual(found.map((item) => item.Name), ['Counted 2', 'Counted 1']);
});
