import {
  checkExchange,
  loadPowerOfficeSpecification,
  specificationOf,
  type SpokenExchange,
} from './poweroffice-specification.ts';

const specification = loadPowerOfficeSpecification();

(specification ? describe : describe.skip)('the checker with the vendor’s specification', () => {
  if (!specification) return;

  it.each<[string, SpokenExchange, string]>([
    [
      'an invented operation',
      { method: 'POST', path: '/v2/OutgoingInvoices', requestBody: {}, status: 201, responseBody: {} },
      'request',
    ],
    [
      'an undocumented filter',
      { method: 'GET', path: '/v2/Customers', query: 'emailAddresses=a', status: 204 },
      'request',
    ],
    [
      'a filter of another type',
      { method: 'GET', path: '/v2/Products', query: { isArchived: 'maybe' }, status: 204 },
      'request',
    ],
    [
      'a read-only paging parameter',
      { method: 'GET', path: '/v2/Products', query: 'MaxPageSize=5', status: 204 },
      'request',
    ],
    [
      'an unknown field',
      {
        method: 'POST',
        path: '/v2/SalesOrders/Complete',
        requestBody: { VatCode: '3' },
        status: 400,
        responseBody: {},
      },
      'request',
    ],
    [
      'an amount as text',
      {
        method: 'POST',
        path: '/v2/salesorders/complete',
        requestBody: '{"SalesOrderLines":[{"Quantity":"1"}]}',
        status: 400,
        responseBody: {},
      },
      'request',
    ],
    ['a missing body', { method: 'POST', path: '/v2/Customers', status: 400, responseBody: {} }, 'request'],
    [
      'a value outside its enumeration',
      {
        method: 'POST',
        path: '/v2/Customers',
        requestBody: { InvoiceDeliveryType: 'Pigeon' },
        status: 400,
        responseBody: {},
      },
      'request',
    ],
    ['a body with 204', { method: 'GET', path: '/v2/Customers', status: 204, responseBody: '[]' }, 'answer'],
    [
      'an undocumented success',
      { method: 'POST', path: '/v2/Customers', requestBody: {}, status: 200, responseBody: {} },
      'answer',
    ],
    [
      'an answer of another shape',
      { method: 'GET', path: '/v2/Customers', status: 200, responseBody: [{ id: 1 }] },
      'answer',
    ],
    [
      'a page instead of JSON',
      { method: 'GET', path: '/v2/Customers', status: 200, responseBody: '<html></html>' },
      'answer',
    ],
  ])('finds fault with %s', (_what, exchange, where) => {
    expect(checkExchange(specification, exchange).map((fault) => fault.in)).toContain(where);
  });

  it('accepts null where the file says nullable, and any value in a JSON Patch operation', () => {
    const patch = [{ op: 'replace', path: '/phoneNumber', value: '22226666' }];
    expect(
      checkExchange(specification, {
        method: 'PATCH',
        path: '/v2/Customers/12345',
        requestBody: patch,
        status: 404,
        responseBody: { title: 'Object(s) not found' },
      }),
    ).toEqual([]);
    expect(
      checkExchange(specification, {
        method: 'POST',
        path: '/v2/Customers',
        requestBody: { InvoiceDeliveryType: null, Name: null },
        status: 400,
        responseBody: {},
      }),
    ).toEqual([]);
  });
});

it("the checker tells a right answer from a wrong one, even without the vendor's file", () => {
  const small = specificationOf(
    {
      paths: {
        '/Things/{id}': {
          get: { responses: { 200: { content: { 'application/json': { schema: { type: 'integer' } } } } } },
        },
      },
    },
    '/v2',
  );
  const get = (responseBody: unknown) =>
    checkExchange(small, { method: 'GET', path: '/v2/things/7', status: 200, responseBody });
  expect(get(5)).toEqual([]);
  expect(get('"5"')).toMatchObject([{ in: 'answer' }]);
});
