import { caseNames, playCase, type Booked } from '../setup/cases.ts';
import { openWorld, type World } from '../setup/world.ts';

// What the customer reads on the invoice, and the office on the draft: orders of real shops, played from end to end.

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Plays the case and answers the documents of its orders, each of which must have one. */
async function documentsOf(number: string): Promise<NonNullable<Booked['document']>[]> {
  const name = caseNames().find((candidate) => candidate.startsWith(`${number}-`));
  const { refused, booked } = await playCase(world, name ?? number);
  expect(refused).toEqual([]);
  return booked.map(({ of, state, document }) => {
    if (state !== 'sent' || !document) throw new Error(`order ${of} is ${state}`);
    return document;
  });
}

it('names that WordPress stores as HTML are plain text on the document', async () => {
  expect(await documentsOf('13')).toMatchObject([
    {
      total: '537.00',
      lines: [
        'A-1 2 × 79.60 Garn & pinner – 5 mm "lys"',
        'A-99 1 × 299.00 Strikkebok Vinter',
        'A-1 1 × 0.00 Hent i butikk – gratis',
        'A-1 1 × 31.20 Gaveinnpakning & kort',
      ],
    },
  ]);
});

it('variations are told apart by their attributes, and an add-on stands beside them', async () => {
  expect(await documentsOf('14')).toMatchObject([
    {
      total: '3198.00',
      lines: [
        'A-1 1 × 1279.20 Turjakke Storm, Farge: Blå, Størrelse: XL, Lengde: Lang, Brodert navn: Kari-Anne',
        'A-1 1 × 1279.20 Turjakke Storm, Farge: Grønn, Størrelse: M, Lengde: Kort',
      ],
    },
  ]);
});

it('2.5 metres stay 2.5 metres, and a quantity that no price fits stands in the line in Norwegian', async () => {
  expect(await documentsOf('15')).toMatchObject([
    {
      total: '567.15',
      vat: ['A-1: 398.00 + 99.50', 'A-2: 60.57 + 9.09', 'A-99: -0.01 + 0.00'],
      lines: [
        'A-1 2.5 × 159.20 Bomullsstoff, pr. meter',
        'A-2 1 × 60.57 0,35 × Te i løsvekt, pr. kg',
        'A-99 -1 × 0.01 Avrunding',
      ],
    },
  ]);
});

/** How the sales orders are numbered that Go was sent since so many exchanges. */
const numbersSince = (before: number) =>
  world.sandbox.control
    .exchanges()
    .slice(before)
    .filter(({ method, path }) => method === 'POST' && path === '/v2/SalesOrders/Complete')
    .map(({ requestBody }) => {
      const { ImportedOrderNo, CustomerReference } = JSON.parse(requestBody) as Record<string, unknown>;
      return { ImportedOrderNo, CustomerReference };
    });

it('an order has the number that its customer knows, and names who ordered for a company', async () => {
  const before = world.sandbox.control.exchanges().length;
  const documents = await documentsOf('18');
  expect(documents.map(({ customer, total }) => `${customer} ${total}`)).toEqual([
    'Ole Vang 99.00',
    'Vangvaren AS 990.00',
    'Per Vang 99.00',
    'Pia Vang 99.00',
  ]);
  expect(numbersSince(before)).toEqual([
    { CustomerReference: 'B20260001' },
    { CustomerReference: 'NL-2026/0042, Ellen Vang' },
    { ImportedOrderNo: 20260043 },
    { CustomerReference: '0044' },
  ]);
});

it('long and foreign text arrives as it was written, and is cut only where Go has a limit', async () => {
  const documents = await documentsOf('24');
  const [long, foreign, single] = documents;
  expect(long?.lines).toEqual([expect.stringMatching(/^A-1 1 × 279\.20 (Genser 🧶 i merinoull )+Gen$/u)]);
  expect(long?.customer).toMatch(/^Sveinsen & Sønners Samvirkelag for Fisk/);
  expect(foreign).toMatchObject({ customer: 'Наталія Шевченко', lines: ['A-98 2 × 79.20 羊毛の靴下 — носки'] });
  expect(single).toMatchObject({ customer: 'Madonna', lines: ['A-1 1 × 79.20 Sokker'] });
  const shown = world.sandbox.control.exchanges().map(({ requestBody }) => requestBody);
  expect(shown.filter((body) => !body.isWellFormed())).toEqual([]);
});
