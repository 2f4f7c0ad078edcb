import type { LookupOutcome } from '../systems/contract.ts';
import { reason } from '../texts/reason.ts';
import { lookupChange, createOnce, lookupByKey } from './creation.ts';
import { completed, held, refused, valueOf, type Reply } from './reply.ts';

const said = 'The key is taken by 7.';
const taken = refused(reason('refused.validation', { said, vendor: 'Folio', target: 'Folio' }));
const two = reason('gap.no_lines');
const absent: LookupOutcome = { kind: 'absent' };

/** Creates an object, to which the vendor replies so. The refusal `taken` names the object 7. */
const create = (
  reply: Reply<{ id: string }>,
  { byId = null, found = absent }: { byId?: ReturnType<typeof completed> | null; found?: LookupOutcome } = {},
) =>
  createOnce(reply, {
    takenKey: (failed) => (failed === taken ? { id: '7' } : null),
    created: ({ id }) => completed(id),
    byId: async () => byId,
    find: async () => found,
    existed: true,
  });

describe('createOnce', () => {
  it('gives the object that the call created', async () => {
    expect(await create(valueOf({ id: '1' }))).toEqual(completed('1'));
  });

  it('passes on a failure that does not say that the key is taken', async () => {
    expect(await create(held(reason('held.unreachable', { cause: 'No route.', vendor: 'Folio' })))).toMatchObject({
      code: 'held.unreachable',
    });
  });

  it('takes the object that has the key, by the id in the refusal or else by a look-up', async () => {
    expect(await create(taken, { byId: completed('7') })).toEqual({ ...completed('7'), existed: true });
    const found: LookupOutcome = { kind: 'found', result: '8' };
    expect(await create(taken, { found })).toEqual({ ...completed('8'), existed: true });
  });

  it.each<LookupOutcome>([
    absent,
    { kind: 'unknown', code: 'doubt.timeout' },
    { kind: 'several', code: 'doubt.several' },
  ])('is in doubt where the look-up for a taken key is $kind', async (found) => {
    expect(await create(taken, { found })).toEqual({
      kind: 'doubt',
      ...reason('doubt.duplicate', { said, vendor: 'Folio' }),
    });
  });
});

describe('lookupByKey', () => {
  const lookup = (rows: Reply<string[]>) => lookupByKey(rows, two, (row) => ({ result: row }));

  it('tells one row, no row and several rows apart', async () => {
    expect(await lookup(valueOf(['a']))).toEqual({ kind: 'found', result: 'a' });
    expect(await lookup(valueOf([]))).toEqual(absent);
    expect(await lookup(valueOf(['a', 'b']))).toEqual({ kind: 'several', ...two });
  });

  it('is unknown, never absent, when the vendor was not asked', async () => {
    const failed = { kind: 'postponed', code: 'retry.postponed', retryAfterSeconds: 2 } as const;
    const unknown = { kind: 'unknown', code: 'retry.postponed', retryAfterSeconds: 2 };
    expect(await lookup(failed)).toEqual(unknown);
    expect(lookupChange(failed, () => false, true)).toEqual(unknown);
  });
});

describe('lookupChange', () => {
  it('tells whether the change is there', () => {
    expect(lookupChange(valueOf('new'), (value) => value === 'new', true)).toEqual({ kind: 'found', result: true });
    expect(lookupChange(valueOf('old'), (value) => value === 'new', true)).toEqual(absent);
  });
});
