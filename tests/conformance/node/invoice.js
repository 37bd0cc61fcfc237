// Invoices: create, read, update, delete, void, query, count.
'use strict';

const assert = require('node:assert/strict');
const { before, test } = require('node:test');
const { Company, ref, sale } = require('./company');

let company;
let work;
before(async () => {
  company = await Company.connect();
  work = await company.item('Work');
});

async function owed(customer) {
  return (await company.call('getCustomer', customer.Id)).Balance;
}

test('what is created is read again', async () => {
  const buyer = await company.customer('Reader');
  const made = await company.invoice(buyer, sale(work, 3, 12.5), sale(work, 1, 100));
  const read = await company.call('getInvoice', made.Id);
  assert.deepEqual(read, made);
  assert.deepEqual([read.TotalAmt, read.Balance, read.SyncToken], [137.5, 137.5, '0']);
  assert.deepEqual(read.Line.map((line) => line.Amount), [37.5, 100, 137.5]);
  assert.equal(read.Line[2].DetailType, 'SubTotalLineDetail');
  assert.equal(read.CustomerRef.name, 'Reader');
  assert.equal(await owed(buyer), 137.5);
});

test('a sparse update keeps the lines and a full one needs them', async () => {
  const buyer = await company.customer('Updater');
  const made = await company.invoice(buyer, sale(work, 1, 10));
  const sparse = await company.call('updateInvoice', { Id: made.Id, SyncToken: '0', PrivateNote: 'later' });
  assert.deepEqual([sparse.SyncToken, sparse.PrivateNote, sparse.TotalAmt], ['1', 'later', 10]);
  const full = { Id: made.Id, SyncToken: '1', sparse: false, CustomerRef: ref(buyer) };
  await company.refused('2020', 'updateInvoice', { ...full });
  const changed = await company.call('updateInvoice', { ...full, Line: [sale(work, 2, 20)] });
  assert.deepEqual([changed.TotalAmt, changed.PrivateNote, await owed(buyer)], [40, undefined, 40]);
  await company.refused('5010', 'updateInvoice', { Id: made.Id, SyncToken: '0', PrivateNote: 'too late' });
});

test('a deleted one is gone', async () => {
  const buyer = await company.customer('Deleter');
  const made = await company.invoice(buyer, sale(work, 1, 10));
  const answer = await company.call('deleteInvoice', made.Id);
  assert.deepEqual(answer.Invoice, { status: 'Deleted', domain: 'QBO', Id: made.Id });
  await company.refused('610', 'getInvoice', made.Id);
  await company.refused('610', 'deleteInvoice', made);
  assert.equal(await owed(buyer), 0);
});

test('a voided one stays with nothing on it', async () => {
  const made = await company.invoice(await company.customer('Voider'), sale(work, 1, 10));
  await company.call('voidInvoice', made.Id);
  const read = await company.call('getInvoice', made.Id);
  assert.deepEqual([read.TotalAmt, read.Balance, read.PrivateNote], [0, 0, 'Voided']);
});

test('a discount is taken off and a taxed line is taxed', async () => {
  const line = sale(work, 1, 200);
  line.SalesItemLineDetail.TaxCodeRef.value = 'TAX';
  const discount = {
    DetailType: 'DiscountLineDetail',
    DiscountLineDetail: { PercentBased: true, DiscountPercent: 10 },
  };
  const body = { CustomerRef: { value: '1' }, Line: [line, discount], ApplyTaxAfterDiscount: true };
  const made = await company.call('createInvoice', body);
  assert.deepEqual([made.TotalAmt, made.TxnTaxDetail.TotalTax], [194.4, 14.4]);
  assert.deepEqual([made.TxnTaxDetail.TaxLine[0].TaxLineDetail.TaxPercent, made.TxnTaxDetail.TaxLine[0].Amount], [8, 14.4]);
});

test('what does not add up is refused', async () => {
  const buyer = await company.customer('Miscounter');
  const wrong = { ...sale(work, 2, 10), Amount: 21 };
  await company.refused('6070', 'createInvoice', { CustomerRef: ref(buyer), Line: [wrong] });
  await company.refused('6000', 'createInvoice', { CustomerRef: ref(buyer), Line: [sale(work, 1, -5)] });
  await company.refused('2020', 'createInvoice', { Line: [sale(work, 1, 5)] });
  await company.refused('2500', 'createInvoice', { CustomerRef: { value: '999999' }, Line: [sale(work, 1, 5)] });
});

test('a number in use is accepted only when asked for', async () => {
  const preferences = await company.call('getPreferences');
  const { Id, SyncToken } = preferences;
  await company.call('updatePreferences', { Id, SyncToken, SalesFormsPrefs: { CustomTxnNumbers: true } });
  const buyer = await company.customer('Counter');
  const body = () => ({ CustomerRef: ref(buyer), DocNumber: 'A-1', Line: [sale(work, 1, 1)] });
  assert.equal((await company.call('createInvoice', body())).DocNumber, 'A-1');
  await company.refused('6140', 'createInvoice', body());
  assert.equal((await company.call('createInvoice', { ...body(), allowDuplicateDocNum: true })).DocNumber, 'A-1');
});

test('a request id is answered once', async () => {
  const buyer = await company.customer('Repeater');
  const body = () => ({ CustomerRef: ref(buyer), Line: [sale(work, 1, 1)], requestId: 'our-own-id' });
  const first = await company.call('createInvoice', body());
  assert.equal((await company.call('createInvoice', body())).Id, first.Id);
  assert.equal((await company.found('findInvoices', { CustomerRef: buyer.Id })).length, 1);
});

test('invoices are found and counted', async () => {
  const buyer = await company.customer('Finder');
  for (const amount of [5, 15, 25]) await company.invoice(buyer, sale(work, 1, amount));
  const mine = { field: 'CustomerRef', value: buyer.Id };
  const { QueryResponse: counted } = await company.call('findInvoices', [mine, { count: true }]);
  assert.equal(counted.totalCount, 3);
  const big = { field: 'TotalAmt', value: 10, operator: '>' };
  const found = await company.found('findInvoices', [mine, big, { field: 'desc', value: 'TotalAmt' }]);
  assert.deepEqual(found.map((invoice) => invoice.TotalAmt), [25, 15]);
  await company.refused('4001', 'findInvoices', { NoSuchField: 'x' });
});
