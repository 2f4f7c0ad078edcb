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

/** The vendor, which answers every request in this way, and what it was asked. */
function answering(status: number, body: string) {
  const asked: OutgoingRequest[] = [];
  const api = new Api(vendor, {
    operator: null,
    settings: null,
    credentials: { apiKey: 'k1' },
    connection: 'c',
    store: forgetfulStore,
    send: async (request) => {
      asked.push(request);
      return answerOf(status, {}, Buffer.from(body));
    },
  });
  return { api, asked };
}

describe('a vendor that takes the same key with every call', () => {
  it('is called with the key and without a token', async () => {
    const { api, asked } = answering(200, '{"name":"Nordlys"}');
    const reply = await api.get('/company', z.object({ name: z.string() }));
    expect(reply).toEqual({ kind: 'value', value: { name: 'Nordlys' } });
    expect(asked.map(({ headers }) => headers)).toEqual([{ 'x-api-key': 'k1', accept: 'application/json' }]);
  });

  it.each([
    ['the words of the refusal', '{"title":"Unauthorized","detail":"Withdrawn."}', 'Unauthorized: Withdrawn.'],
    ['that the key was refused, without any', '', 'Folio refused the key.'],
  ])(
    'is not asked again when it refuses the key, and the connection is held back with %s',
    async (_what, body, cause) => {
      const { api, asked } = answering(401, body);
      expect(allTold(await api.get('/company', z.unknown()))).toMatchObject({
        kind: 'held',
        code: 'held.unauthorized',
        cause,
      });
      expect(asked).toHaveLength(1);
    },
  );
});
