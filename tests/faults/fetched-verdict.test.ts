import { readOrder } from '@kontor/shared/woocommerce';
import { readDocument, type HeldDocument } from '../sandboxes/mmorthosoft/held-document.ts';
import { intakeBytes } from '../setup/intake-document.ts';
import { randomFrom } from '../simulation/random.ts';
import type { Cart } from './cart.ts';
import { cancelled, noted, restRefunded } from './changes.ts';
import { judgeFetched } from './fetching/verdict.ts';
import { makeStories, type Story } from './stories.ts';

const random = randomFrom(3);
const [bought] = makeStories(1, 1001, random).flatMap(({ generations }) => generations);
if (!bought) throw new Error('the shop has no order');
const changed = noted(bought, random);

const storyOf = (...generations: Cart[]): Story => ({ id: 1001, about: '', generations });

/** The document that the office would have of the order at one moment. */
function held({ order, refunds }: Cart, kind: 'order' | 'amendment' | 'cancellation' = 'order'): HeldDocument {
  const read = readOrder(order, refunds);
  if (!read.ok) throw new Error(read.error.code);
  return readDocument('', intakeBytes(read.value, { kind }));
}

/** What is wrong with the documents of an order that came to be so. */
const wrongWith = (story: Story, ...documents: HeldDocument[]): string[] =>
  judgeFetched([story], { documents, transfers: [], tasks: [] }).map(({ what }) => what.replace('mmOrthosoft: ', ''));

// The documents of these tests name `s-1-14` as the first document.
const right = { ...held(bought), key: 's-1-14' };

describe('the verdict on what an office has fetched', () => {
  it('is right about an order with one document, its amendment, and its cancellation', () => {
    expect(wrongWith(storyOf(bought), right)).toEqual([]);
    expect(wrongWith(storyOf(bought, changed), right, held(changed, 'amendment'))).toEqual([]);
    const gone = cancelled(bought, random);
    expect(wrongWith(storyOf(bought, gone), right, held(gone, 'cancellation'))).toEqual([]);
    expect(wrongWith(storyOf(bought, gone))).toEqual([]);
  });

  it('names an order without a document, and one that still says what the order was', () => {
    expect(wrongWith(storyOf(bought))).toEqual(['no document at all']);
    expect(wrongWith(storyOf(bought, changed), right)).toEqual([
      expect.stringContaining('note of the customer: , not Ring'),
    ]);
  });

  it('names a document that was fetched under two keys', () => {
    expect(wrongWith(storyOf(bought), right, { ...right, key: 's-1-15' })).toEqual([
      's-1-15 is the order of null, not what follows s-1-14',
      '2 documents of 1 contents',
      's-1-15 says what the document before it says',
    ]);
  });

  it('names a document that should have been taken back', () => {
    for (const change of [cancelled, restRefunded])
      expect(wrongWith(storyOf(bought, change(bought, random)), right)).toEqual([
        's-1-14 is not cancelled, and nothing of the order is left',
      ]);
  });
});
