import { caseNames, playCase, type Booked, type CaseOptions } from '../setup/cases.ts';
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
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

it.each(caseNames())('%s', async (name) => {
  const played = await playCase(world, name, particular[name]);
  expect([...played.refused, ...played.booked.map(told)]).toEqual(booked[name]);
});
