// A company of the emulator, connected as a program with node-quickbooks connects to the service.
'use strict';

const assert = require('node:assert/strict');
const QuickBooks = require('node-quickbooks');

const BASE = process.env.QBO_EMULATOR;

// All that has to be told to the library: where the API and the two OAuth endpoints are.
QuickBooks.V3_ENDPOINT_BASE_URL = `${BASE}/v3/company/`;
QuickBooks.TOKEN_URL = `${BASE}/oauth2/v1/tokens/bearer`;
QuickBooks.REVOKE_URL = `${BASE}/v2/oauth2/tokens/revoke`;

/** A ready connection: realm, tokens, client id and secret. */
async function session() {
  const reply = await fetch(`${BASE}/_emulator/session`);
  return reply.json();
}

/** A client of the seeded company. Each method of the library is here as a promise. */
class Company {
  static async connect() {
    const { client_id: id, client_secret: secret, access_token: access, refresh_token: refresh, realm_id: realm } =
      await session();
    return new Company(new QuickBooks(id, secret, access, false, realm, true, false, null, '2.0', refresh));
  }

  constructor(client) {
    this.client = client;
  }

  call(method, ...parameters) {
    return new Promise((resolve, reject) => {
      this.client[method](...parameters, (error, body) => (error ? reject(error) : resolve(body)));
    });
  }

  /** The call must end in a fault with this code. */
  async refused(code, method, ...parameters) {
    const error = await this.call(method, ...parameters).then(
      (body) => assert.fail(`${method} was accepted: ${JSON.stringify(body)}`),
      (refusal) => refusal,
    );
    assert.equal(error.response?.status, 400, `${method}: ${error}`);
    assert.equal(error.response.data.Fault.Error[0].code, code, JSON.stringify(error.response.data));
  }

  /** The objects that a find method gives. */
  async found(method, criteria) {
    const { QueryResponse: answer } = await this.call(method, criteria);
    return Object.values(answer).find(Array.isArray) ?? [];
  }

  async account(name) {
    const [account] = await this.found('findAccounts', { Name: name });
    return { value: account.Id };
  }

  async customer(name) {
    return this.call('createCustomer', { DisplayName: name });
  }

  async vendor(name) {
    return this.call('createVendor', { DisplayName: name });
  }

  /** A service that is sold and bought. */
  async item(name) {
    return this.call('createItem', {
      Name: name,
      Type: 'Service',
      IncomeAccountRef: await this.account('Services'),
      ExpenseAccountRef: await this.account('Supplies'),
    });
  }

  async invoice(customer, ...lines) {
    return this.call('createInvoice', { CustomerRef: ref(customer), Line: lines });
  }
}

/** A reference to an object. */
function ref(object) {
  return { value: object.Id };
}

/** A line of a sales form, not taxed. */
function sale(item, quantity, price) {
  return {
    Amount: quantity * price,
    DetailType: 'SalesItemLineDetail',
    SalesItemLineDetail: { ItemRef: ref(item), Qty: quantity, UnitPrice: price, TaxCodeRef: { value: 'NON' } },
  };
}

/** A line of a purchase form. */
function bought(item, quantity, price) {
  return {
    Amount: quantity * price,
    DetailType: 'ItemBasedExpenseLineDetail',
    ItemBasedExpenseLineDetail: { ItemRef: ref(item), Qty: quantity, UnitPrice: price },
  };
}

module.exports = { BASE, Company, bought, ref, sale, session };
