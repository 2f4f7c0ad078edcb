import { allTold } from '../../../tests/setup/telling.ts';
import { z } from 'zod';
import { answerOf, type OutgoingRequest } from '../egress/request.ts';
import type { SystemContext } from '../systems/contract.ts';
import { Api, type Vendor } from './client.ts';
import { forgetfulStore } from './remembered.ts';
import { readWords } from './error-words.ts';

type Context = SystemContext<unknown, unknown, { apiKey: string }>;

const vendor: Vendor<Context> = {
  label: 'Folio',
  address: () => 'https://folio.test',
  headers: ({ credentials }) => ({ 'x-api-key': credentials.apiKey }),
  words: readWords,
  short: { vendor: 'Folio', target: 'Folio' },
  page: (number) => ({ page: String(number) }),
  pageSize: 100,
};

/** A client of a vendor that answers every request in this way; `requests` are those that the vendor got. */
function answering(status: number, body: string) {
  const requests: OutgoingRequest[] = [];
  const api = new Api(vendor, {
    operator: null,
    settings: null,
    credentials: { apiKey: 'k1' },
    people: () => Promise.reject(new Error('nobody is asked for')),
    connection: 'c',
    store: forgetfulStore,
    send: async (request) => {
      requests.push(request);
      return answerOf(status, {}, Buffer.from(body));
    },
  });
  return { api, requests };
}

describe('the client of a vendor that takes a fixed key', () => {
  it('sends the key with the call and fetches no token', async () => {
    const { api, requests } = answering(200, '{"name":"Nordlys"}');
    const reply = await api.get('/company', z.object({ name: z.string() }));
    expect(reply).toEqual({ kind: 'value', value: { name: 'Nordlys' } });
    expect(requests.map(({ headers }) => headers)).toEqual([{ 'x-api-key': 'k1', accept: 'application/json' }]);
  });

  it.each([
    {
      shown: "the vendor's words",
      body: '{"title":"Unauthorized","detail":"Withdrawn."}',
      cause: 'Unauthorized: Withdrawn.',
    },
    { shown: 'a sentence of its own, where the vendor says nothing', body: '', cause: 'Folio refused the key.' },
  ])(
    'does not repeat a call whose key is refused, and holds back the connection with $shown',
    async ({ body, cause }) => {
      const { api, requests } = answering(401, body);
      expect(allTold(await api.get('/company', z.unknown()))).toMatchObject({
        kind: 'held',
        code: 'held.unauthorized',
        cause,
      });
      expect(requests).toHaveLength(1);
    },
  );
});
