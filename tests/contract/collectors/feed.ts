import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { feed } from '../../../bridge-server/src/systems/feed/system.ts';
import type { CollectedOffice, OfficeRow } from '../../kit/collecting-bench.ts';
import { openFeedServer } from '../../setup/feed-server.ts';
import { openLocalEgress } from '../../setup/local-egress.ts';

/** How an office writes its articles in each format, with the settings for it. */
export const formats = {
  csv: {
    settings: { format: 'csv', skuField: 'Nr', nameField: 'Bezeichnung', stockField: 'Bestand', decimalMark: 'comma' },
    write: (rows: readonly OfficeRow[]) =>
      [
        'Nr;Bezeichnung;Bestand',
        ...rows.map(({ sku, name, stock }) => [sku, name, stock.replace('.', ',')].map(quoted).join(';')),
      ].join('\r\n'),
  },
  json: {
    settings: { format: 'json', rows: 'data.articles', stockField: 'stock.total' },
    write: (rows: readonly OfficeRow[]) =>
      JSON.stringify({
        data: { articles: rows.map(({ sku, name, stock }) => ({ sku, name, stock: { total: stock } })) },
      }),
  },
  xml: {
    settings: { format: 'xml', rows: 'article', skuField: '@number', stockField: 'stock.total' },
    write: (rows: readonly OfficeRow[]) =>
      `<?xml version="1.0"?><articles>${rows
        .map(
          ({ sku, name, stock }) =>
            `<article number="${escaped(sku)}"><name>${escaped(name)}</name><stock><total>${escaped(stock)}</total></stock></article>`,
        )
        .join('\n')}</articles>`,
  },
} as const;

const quoted = (text: string): string => (/[;"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const login = { user: 'kontor', password: 'secret' };

/** An office with a feed at an address that asks for a login. */
export async function openFeedOffice(format: keyof typeof formats): Promise<CollectedOffice> {
  const { settings, write } = formats[format];
  const server = await openFeedServer(login);
  const { host } = new URL(server.url);
  const egress = openLocalEgress();
  server.put(write([]));
  return {
    system: feed,
    operator: {},
    settings: { ...settings, address: server.url },
    credentials: { ...login, host },
    wrongCredentials: { ...login, host, password: 'wrong' },
    hold: async (rows) => server.put(write(rows)),
    answerNothing: async () => server.put(write([])),
    answerTooMuch: async () => server.putEndless(),
    egress,
    async close() {
      await egress.close();
      await server.close();
    },
  };
}

/** An office that writes a file into the operator's folder. */
export async function openFileOffice(): Promise<CollectedOffice> {
  const { settings, write } = formats.csv;
  const folder = await mkdtemp(join(tmpdir(), 'kontor-feed-'));
  const put = (text: string) => writeFile(join(folder, 'stock.csv'), text);
  await put(write([]));
  return {
    system: feed,
    operator: { folder },
    settings: { ...settings, address: 'stock.csv' },
    credentials: {},
    hold: (rows) => put(write(rows)),
    answerNothing: () => put(write([])),
    answerTooMuch: () => put('x'.repeat(11 * 1024 * 1024)),
    close: () => rm(folder, { recursive: true }),
  };
}
