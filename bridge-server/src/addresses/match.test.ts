import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { compare } from './compare.ts';
import { matchOf } from './match.ts';

const text = z.string();
const place = z.object({ postcode: text, city: text, country: text });
const names = { company: text, firstName: text, lastName: text, vatId: text, organisationNumber: text };
const pair = z.object({
  id: text,
  about: text,
  shop: place.extend({
    ...names,
    customerNumber: text.nullable(),
    email: text,
    phone: text,
    address1: text,
    address2: text,
  }),
  office: z.object({
    ...names,
    number: text,
    emails: z.array(text),
    phones: z.array(text),
    places: z.array(place.extend({ street: text })),
  }),
  same: z.boolean(),
});

/** Pairs of a customer and an address, each labelled by a person before there was a rule. */
const pairsOf = (file: string) =>
  readFileSync(new URL(`../../../tests/fixtures/matching/${file}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => pair.parse(JSON.parse(line)))
    .map(({ shop: { address1, address2, postcode, city, country, ...customer }, office, ...label }) => {
      const street = [address1, address2].filter(Boolean).join(', ');
      const comparison = compare({ ...customer, place: { street, postcode, city, country } }, office);
      return { ...label, comparison, ...matchOf(comparison) };
    });
/** Labelled by somebody who has not seen the other pairs, nor any rule. */
const blind = pairsOf('blind-pairs');
const all = [
  ...pairsOf('pairs'),
  ...blind,
  // A month's orders of two shops, labelled by another who has seen no rule.
  ...pairsOf('everyday-pairs'),
];

/** The share of the true pairs that are matched without a person. */
const recallOf = (pairs: typeof all): number => {
  const same = pairs.filter((one) => one.same);
  return same.filter(({ verdict }) => verdict === 'matched').length / same.length;
};

describe('the rules by which a customer and an address are one', () => {
  it('are tried on pairs enough, those of somebody who knew no rule among them', () => {
    expect(all.length).toBeGreaterThan(500);
    expect(blind.length).toBeGreaterThan(100);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  it('match nobody with somebody else, but for a son with the name and the house of his father', () => {
    const wrong = all.filter(({ same, verdict }) => !same && verdict === 'matched');
    // Nothing in shop or office tells the two apart.
    expect(wrong.map(({ id }) => id)).toEqual(['senior-07']);
    const matched = all.filter(({ verdict }) => verdict === 'matched');
    expect(1 - wrong.length / matched.length).toBeGreaterThanOrEqual(0.995);
  });

  it('never match a person with another surname or another first name, whatever else agrees', () => {
    const people = all.filter(({ comparison, verdict }) => comparison.of !== 'company' && verdict === 'matched');
    expect(people.length).toBeGreaterThan(100);
    // Without a name: by the customer number and the e-mail address.
    expect(new Set(people.map(({ comparison }) => comparison.name))).toEqual(new Set(['same', 'similar', 'unknown']));
  });

  it('match most pairs that are one, and leave nearly all others to a person', () => {
    expect(recallOf(all)).toBeGreaterThanOrEqual(0.8);
    const lost = all.filter(({ same, verdict }) => same && verdict === 'other');
    expect(lost.length / all.filter(({ same }) => same).length).toBeLessThan(0.08);
  });
});
