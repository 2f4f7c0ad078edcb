import { caseNames, playCase, type Booked, type CaseOptions, type Played } from '../setup/cases.ts';
import { booked } from '../setup/cases-booked.ts';
import { openWorld, type World } from '../setup/world.ts';

/** Settings and steps of the office that a case needs. */
const optionsOf: Readonly<Record<string, CaseOptions>> = {
  '30-edited-after-paying': { office: { 2: 'invoice' } },
  '31-zero-rated-refund': {
    settings: {
      products: [
        { rate: '0', number: '99', vatCode: '5' },
        { rate: 'none', number: '97', vatCode: '6' },
      ],
    },
  },
};

/** The document as `booked` names it. */
function lineOf({ of, state, document }: Booked): string {
  if (document === null) return `${of} ${state}`;
  const { total, currency, date, customer, vat } = document;
  return `${of} ${state}: ${total} ${currency} on ${date} to ${customer.slice(0, 30)}; ${vat.join(', ')}`;
}

let world: World;
/** What came of each case. All are played at once, since each has a company of its own and mostly waits. */
const played = new Map<string, Promise<Played>>();
beforeAll(async () => {
  world = await openWorld();
  for (const name of caseNames()) {
    const playing = playCase(world, name, optionsOf[name]);
    // A failure is told by the case's own test.
    playing.catch(() => undefined);
    played.set(name, playing);
  }
});
afterAll(async () => {
  await Promise.allSettled(played.values());
  await world.close();
});

it.each(caseNames())('the orders of case %s are booked as a bookkeeper would book them', async (name) => {
  const { refused = [], booked: documents = [] } = (await played.get(name)) ?? {};
  expect([...refused, ...documents.map(lineOf)]).toEqual(booked[name]);
});
