import { caseNames, playCase, type Booked, type CaseOptions, type Played } from '../setup/cases.ts';
import { booked } from '../setup/cases-booked.ts';
import { openWorld, type World } from '../setup/world.ts';

/** What a case needs besides. */
const particular: Readonly<Record<string, CaseOptions>> = {
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

const told = ({ of, state, document }: Booked): string =>
  document === null
    ? `${of} ${state}`
    : `${of} ${state}: ${document.total} ${document.currency} on ${document.date} to ${document.customer.slice(0, 30)}; ${document.vat.join(', ')}`;

let world: World;
/** All of them at once, since each has a company of its own and mostly waits. */
const played = new Map<string, Promise<Played>>();
beforeAll(async () => {
  world = await openWorld();
  for (const name of caseNames()) {
    const playing = playCase(world, name, particular[name]);
    // Its own test hears of it.
    playing.catch(() => undefined);
    played.set(name, playing);
  }
});
afterAll(async () => {
  await Promise.allSettled(played.values());
  await world.close();
});

it.each(caseNames())('%s', async (name) => {
  const { refused = [], booked: came = [] } = (await played.get(name)) ?? {};
  expect([...refused, ...came.map(told)]).toEqual(booked[name]);
});
