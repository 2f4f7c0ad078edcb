import { Agent, request } from 'node:http';
import { addReaderToken } from '../../bridge-server/src/auth/readers.ts';
import { shopIdOf } from '../../bridge-server/src/ids.ts';
import { plantArticles } from '../setup/articles.ts';
import { startChild } from '../setup/child.ts';
import { inTurns, perSecond, type Figure, type Measure } from './measure.ts';
import { openShop } from './shop.ts';

const articles = 100_000;
const skusOfPage = 100;
const questions = 50;
const requestsAtOnce = 8;
const rounds = 16;
const warmUp = 8;

/** How fast the shop's server reads the articles of a page, against bytes that a server has in memory. */
export const views: Measure = {
  name: 'views',
  async run({ scale, say }) {
    const shop = await openShop();
    const shopId = shopIdOf(shop.sender.shop);
    if (!shopId) throw new Error('the shop has no id');
    say(`planting ${articles} articles`);
    await plantArticles(shop.database, { shop: shopId, connection: shop.connection }, articles);
    const { token } = await addReaderToken(shop.database.pool, { shopId, keyId: shop.sender.keyId });
    const child = await startChild(new URL('./processes/views.ts', import.meta.url), {
      ...shop.env,
      LOG_LEVEL: 'silent',
      KONTOR_ROLE: 'web',
    });
    const queries = Array.from({ length: questions }, () => {
      const skus = Array.from({ length: skusOfPage }, () => `sku=S-${1 + Math.floor(Math.random() * articles)}`);
      return `${skus.join('&')}`;
    });
    const count = Math.ceil(400 * scale);
    const agent = new Agent({ keepAlive: true, maxSockets: requestsAtOnce });
    const etags = new Map<string, string>();
    const askAll = (kind: 'views' | 'kept', known: boolean) =>
      perSecond(count, async () => {
        const numbers = Array.from({ length: count }, (_, number) => number).values();
        await Promise.all(
          Array.from({ length: requestsAtOnce }, async () => {
            for (const number of numbers) {
              const query = queries[number % questions] ?? '';
              const url = `${shop.sender.bridge}/v1/shops/${shopId}/${kind}/articles?${query}`;
              const etag = known ? etags.get(query) : undefined;
              const answer = await get(agent, url, token, etag);
              if (answer.status !== (etag === undefined ? 200 : 304)) throw new Error(`answered ${answer.status}`);
              etags.set(query, answer.etag);
            }
          }),
        );
      });
    try {
      const figure = async (name: string, known: boolean): Promise<Figure> => ({
        ...(await inTurns(
          { rounds, warmUp },
          'more',
          () => askAll('views', known),
          () => askAll('kept', known),
        )),
        name,
        goal: 0.8,
        judged: 'ratio',
        unit: 'requests/s',
        against: 'the same bytes from memory, behind the same check of the token',
      });
      return [
        await figure(`${skusOfPage} of ${articles} articles`, false),
        await figure(`${skusOfPage} of ${articles} articles, unchanged (304)`, true),
      ];
    } finally {
      agent.destroy();
      await child.stop();
      await shop.database.close();
    }
  },
};

const get = (agent: Agent, url: string, token: string, etag: string | undefined) =>
  new Promise<{ status: number; etag: string }>((done, fail) => {
    const headers = { authorization: `Bearer ${token}`, ...(etag === undefined ? {} : { 'if-none-match': etag }) };
    request(url, { headers, agent }, (response) => {
      response.resume();
      response.once('end', () => done({ status: response.statusCode ?? 0, etag: String(response.headers.etag ?? '') }));
    })
      .once('error', fail)
      .end();
  });
