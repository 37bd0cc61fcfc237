// Payments: create, read, update, delete, void, query, count.
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

/** A customer, an invoice of 100, and a payment on it. */
async function paid(name, total, applied) {
  const buyer = await company.customer(name);
  const invoice = await company.invoice(buyer, sale(work, 1, 100));
  const line = { Amount: applied, LinkedTxn: [{ TxnId: invoice.Id, TxnType: 'Invoice' }] };
  const body = { CustomerRef: ref(buyer), TotalAmt: total, Line: [line] };
  return { buyer, invoice, line, body };
}

async function open(invoice) {
  return (await company.call('getInvoice', invoice.Id)).Balance;
}

test('a payment settles an invoice', async () => {
  const { invoice, body } = await paid('Settler', 70, 60);
  const made = await company.call('createPayment', body);
  const read = await company.call('getPayment', made.Id);
  assert.deepEqual(read, made);
  assert.deepEqual([read.TotalAmt, read.UnappliedAmt, read.ProcessPayment], [70, 10, false]);
  assert.deepEqual(read.Line[0].LinkedTxn, [{ TxnId: invoice.Id, TxnType: 'Invoice' }]);
  assert.equal(await open(invoice), 40);
});

test('an update moves the balance', async () => {
  const { invoice, line, buyer, body } = await paid('Mover', 60, 60);
  const made = await company.call('createPayment', body);
  const kept = await company.call('updatePayment', { Id: made.Id, SyncToken: '0', PaymentRefNum: '77' });
  assert.deepEqual([kept.PaymentRefNum, kept.TotalAmt, await open(invoice)], ['77', 60, 40]);
  const full = { Id: made.Id, SyncToken: '1', sparse: false, CustomerRef: ref(buyer), TotalAmt: 60, Line: [] };
  const moved = await company.call('updatePayment', { ...full });
  assert.deepEqual([moved.UnappliedAmt, moved.PaymentRefNum, await open(invoice)], [60, undefined, 100]);
  await company.refused('5010', 'updatePayment', { ...full, Line: [line] });
});

test('a void and a delete open the invoice again', async () => {
  for (const [method, name] of [['voidPayment', 'Voider'], ['deletePayment', 'Deleter']]) {
    const { invoice, body } = await paid(name, 100, 100);
    const made = await company.call('createPayment', body);
    assert.equal(await open(invoice), 0);
    await company.call(method, method === 'voidPayment' ? { Id: made.Id, SyncToken: '0', sparse: true } : made.Id);
    assert.equal(await open(invoice), 100, method);
  }
});

test('what does not add up is refused', async () => {
  const { body, invoice } = await paid('Miscounter', 50, 60);
  await company.refused('6000', 'createPayment', body);
  const stranger = await company.customer('Stranger');
  await company.refused('6000', 'createPayment', { ...body, TotalAmt: 60, CustomerRef: ref(stranger) });
  await company.refused('2020', 'createPayment', { TotalAmt: 60 });
  assert.equal(await open(invoice), 100);
});

test('payments are found and counted', async () => {
  const buyer = await company.customer('Finder');
  for (const TotalAmt of [10, 20]) await company.call('createPayment', { CustomerRef: ref(buyer), TotalAmt });
  const mine = { field: 'CustomerRef', value: buyer.Id };
  const { QueryResponse: counted } = await company.call('findPayments', [mine, { count: true }]);
  assert.equal(counted.totalCount, 2);
  const found = await company.found('findPayments', [mine, { field: 'TotalAmt', value: '20', operator: '>=' }]);
  assert.deepEqual(found.map((payment) => payment.TotalAmt), [20]);
});
