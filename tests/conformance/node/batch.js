// Batches.
'use strict';

const assert = require('node:assert/strict');
const { before, test } = require('node:test');
const { Company, sale } = require('./company');

let company;
before(async () => {
  company = await Company.connect();
});

test('items of all kinds are answered one by one', async () => {
  const work = await company.item('Batched Work');
  const gone = await company.invoice({ Id: '1' }, sale(work, 1, 1));
  const changed = await company.customer('Changed In Batch');
  const { BatchItemResponse: answers } = await company.call('batch', [
    { bId: 'create', operation: 'create', Customer: { DisplayName: 'Made In Batch' } },
    { bId: 'twice', operation: 'create', Customer: { DisplayName: 'Changed In Batch' } },
    { bId: 'update', operation: 'update', Customer: { Id: changed.Id, SyncToken: '0', sparse: true, Notes: 'x' } },
    { bId: 'delete', operation: 'delete', Invoice: { Id: gone.Id, SyncToken: '0' } },
    { bId: 'query', Query: "select * from Customer where DisplayName like 'Changed In%'" },
  ]);
  const by = Object.fromEntries(answers.map((answer) => [answer.bId, answer]));
  assert.equal(by.create.Customer.DisplayName, 'Made In Batch');
  assert.equal(by.twice.Fault.Error[0].code, '6240');
  assert.deepEqual([by.update.Customer.SyncToken, by.update.Customer.Notes], ['1', 'x']);
  assert.equal(by.delete.Invoice.status, 'Deleted');
  assert.equal(by.query.QueryResponse.Customer.length, 1);
});

test('more than thirty items are refused', async () => {
  const items = Array.from({ length: 31 }, (_, number) => ({
    bId: `${number}`,
    operation: 'create',
    Customer: { DisplayName: `Many ${number}` },
  }));
  await company.refused('1040', 'batch', items);
  const { BatchItemResponse: answers } = await company.call('batch', items.slice(0, 30));
  assert.ok(answers.every((answer) => answer.Customer.SyncToken === '0'));
  assert.equal((await company.found('findCustomers', [{ field: 'DisplayName', operator: 'LIKE', value: 'Many %' }])).length, 30);
});
