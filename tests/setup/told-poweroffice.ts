import { answerOf, type OutgoingRequest, type Sent } from '@kontor/bridge-server/egress/request';
import type { Step, SystemContext } from '@kontor/bridge-server/systems/contract';
import { definePoweroffice } from '@kontor/bridge-server/systems/poweroffice/system';
import { memoryFacts } from './memory-facts.ts';

/** PowerOffice Go with answers that a test gives, without a sandbox; and steps to execute there. */

type Answers = (request: OutgoingRequest) => Sent | undefined;
export const answerWith = (status: number, body: unknown = '', headers: Record<string, string> = {}): Sent =>
  answerOf(status, headers, Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)));
export const problem = (status: number, detail: string) => answerWith(status, { title: 'Validation error(s)', detail });
export const html = (status: number) => answerWith(status, '<html>One moment</html>');

/** A vendor with these answers. It keeps the requests that came, and gives numbered tokens. */
export function vendor(answers: Answers, token: Answers = () => undefined) {
  const asked: OutgoingRequest[] = [];
  const { values: store, ages, ...facts } = memoryFacts();
  let tokens = 0;
  let now = 0;
  const system = definePoweroffice(() => now);
  const context: SystemContext<unknown, unknown, unknown> = {
    operator: { applicationKey: 'app', subscriptionKey: 'sub', address: 'https://go.test/' },
    settings: {},
    credentials: { clientKey: 'client' },
    people: () => Promise.reject(new Error('nobody is asked for')),
    connection: 'one',
    send: async (request) => {
      asked.push(request);
      if (!request.url.endsWith('/OAuth/Token')) return answers(request) ?? answerWith(204);
      return (
        token(request) ?? answerWith(200, { access_token: `t${++tokens}`, token_type: 'bearer', expires_in: 1200 })
      );
    },
    store: facts,
  };
  const calls = () =>
    asked
      .filter(({ url }) => !url.endsWith('/OAuth/Token'))
      .map(({ method, url }) => `${method} ${url.replace('https://go.test/v2', '')}`);
  return {
    system,
    context,
    asked,
    store,
    ages,
    calls,
    later: (seconds: number) => {
      now += seconds * 1000;
    },
  };
}

export const documentId = 'b5a1c3d0-0000-4000-8000-000000000001';
export const line = {
  ProductId: '99',
  Description: 'Avrunding',
  Quantity: '1',
  ProductUnitPrice: '0.01',
  Allowance: '0',
  UseStandardSalesAccount: true,
  SortOrder: '1',
  ExternalImportReference: 'rounding',
};
export const orderBody = {
  CustomerId: '9007199254740993',
  ExternalImportReference: 'key-1',
  CustomMatchingReference: 'key-1',
  CurrencyCode: 'NOK',
  SalesOrderDate: '2026-11-22',
  SalesOrderStatus: 'Draft',
  SalesOrderLines: [{ ...line, ProductUnitPrice: '90071992547409.91' }],
};
export const customerBody = {
  IsPerson: true,
  FirstName: 'Kari',
  LastName: 'Nordmann',
  EmailAddress: 'kari@example.test',
  InvoiceDeliveryType: 'PdfByEmail',
  ExternalImportReference: 'c-1',
};
export const orderStep: Step = {
  key: 'order',
  kind: 'poweroffice.order.create',
  does: 'document',
  input: { body: orderBody, currency: 'NOK', credit: false, customerName: 'c-1' },
};
export const creditStep: Step = {
  ...orderStep,
  input: { body: orderBody, currency: 'NOK', credit: true, customerName: 'c-1' },
};
export const customerStep: Step = {
  key: 'customer',
  kind: 'poweroffice.customer.create',
  does: 'shared',
  shared: { object: 'customer', name: 'c-1' },
  input: { body: customerBody, name: 'c-1' },
};
export const roundStep: Step = {
  key: 'round',
  kind: 'poweroffice.order.round',
  does: 'document',
  input: { orderId: documentId, reference: 'key-1', credit: false, line },
};
export const readStep: Step = {
  key: 'read',
  kind: 'poweroffice.order.read',
  does: 'read',
  input: { orderId: documentId, reference: 'key-1', currency: 'NOK', credit: false },
};
export const deletionStep: Step = {
  key: 'deletion',
  kind: 'poweroffice.order.delete',
  does: 'document',
  input: { orderId: documentId, reference: 'key-1' },
};
export const draft = (change: object = {}) => ({
  Id: documentId,
  SalesOrderNo: 6001,
  TotalAmount: 349.0,
  ExternalImportReference: 'key-1',
  CustomMatchingReference: 'key-1',
  ...change,
});
export const foundDocument = (total = 34900, invoiced = false, number = '6001') => ({
  id: documentId,
  number,
  total,
  invoiced,
});
