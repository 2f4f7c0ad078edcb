import type { Comparison } from './compare.ts';

/**
 * `matched`: they are the same. `unclear`: they may be, so that a person decides. `other`: nothing says that they are.
 * Nobody with another surname is ever matched, whatever else agrees: families share addresses, phones and e-mail.
 */
export type MatchVerdict = 'matched' | 'unclear' | 'other';

type Trait = keyof Omit<Comparison, 'of'>;

/** A rule: what must be so for its verdict to count. The first rule that holds decides. */
interface Rule {
  key: string;
  verdict: MatchVerdict;
  of?: Comparison['of'];
  /** Each of these traits is one of the likenesses. */
  when: Readonly<Partial<Record<Trait, readonly string[]>>>;
  /** At least so many of these traits are the same. */
  same?: { of: readonly Trait[]; atLeast: number };
  /** At most so many of these traits are known and differ. */
  differ?: { of: readonly Trait[]; atMost: number };
}

const ways: readonly Trait[] = ['email', 'phone', 'number'];
const supports: readonly Trait[] = [...ways, 'place'];
const close = ['same', 'similar'] as const;

/** The rules, in the order in which they are asked. */
export const matchRules: readonly Rule[] = [
  // People.
  { key: 'generation', verdict: 'unclear', of: 'person', when: { generation: ['differs'] } },
  { key: 'name_and_number', verdict: 'matched', of: 'person', when: { name: ['same'], number: ['same'] } },
  { key: 'name_and_email', verdict: 'matched', of: 'person', when: { name: ['same'], email: ['same'] } },
  {
    key: 'name_and_phone',
    verdict: 'matched',
    of: 'person',
    when: { name: ['same'], phone: ['same'] },
    differ: { of: ['number'], atMost: 0 },
  },
  {
    key: 'name_and_place',
    verdict: 'matched',
    of: 'person',
    when: { name: ['same'], place: ['same'] },
    differ: { of: ways, atMost: 0 },
  },
  {
    key: 'spelling_and_two',
    verdict: 'matched',
    of: 'person',
    when: { name: close },
    same: { of: supports, atLeast: 2 },
  },
  {
    key: 'spelling_and_phone',
    verdict: 'matched',
    of: 'person',
    when: { name: ['similar'], phone: ['same'] },
    differ: { of: ['number'], atMost: 0 },
  },
  {
    // Daniel and Daniela live in one house, so the first name must be the very same.
    key: 'surname_spelling_and_place',
    verdict: 'matched',
    of: 'person',
    when: { name: ['similar'], firstName: ['same'], place: close },
    differ: { of: ways, atMost: 0 },
  },
  {
    key: 'number_and_email',
    verdict: 'matched',
    of: 'person',
    when: { number: ['same'], email: ['same'], name: ['same', 'similar', 'unknown'] },
  },
  // A trader under the own name, and somebody who has it sent to where they work.
  { key: 'trader_and_email', verdict: 'matched', of: 'trader_and_person', when: { name: ['same'], email: ['same'] } },
  { key: 'trader_and_id', verdict: 'matched', of: 'trader_and_person', when: { name: ['same'], id: ['same'] } },
  {
    key: 'at_work',
    verdict: 'matched',
    of: 'company_and_person',
    when: { name: ['same'] },
    same: { of: ['email', 'phone'], atLeast: 1 },
  },
  // Firms.
  { key: 'other_id', verdict: 'unclear', of: 'company', when: { id: ['differs'] } },
  {
    key: 'firm_and_id',
    verdict: 'matched',
    of: 'company',
    when: { name: close, id: ['same'] },
    differ: { of: ['number'], atMost: 0 },
  },
  { key: 'firm_renamed', verdict: 'matched', of: 'company', when: { id: ['same'], email: ['same'], place: ['same'] } },
  {
    key: 'firm_and_email',
    verdict: 'matched',
    of: 'company',
    when: { name: close, email: ['same'], person: ['same', 'similar', 'unknown'] },
    differ: { of: ['place', 'number'], atMost: 0 },
  },
  {
    key: 'firm_and_place',
    verdict: 'matched',
    of: 'company',
    when: { name: ['same'], place: ['same'], person: ['same', 'similar', 'unknown'] },
    differ: { of: ['email', 'number'], atMost: 0 },
  },
  {
    key: 'firm_and_two',
    verdict: 'matched',
    of: 'company',
    when: { name: ['same'], phone: ['same'] },
    same: { of: ['email', 'place'], atLeast: 1 },
    differ: { of: ['number'], atMost: 0 },
  },
  {
    key: 'firm_spelling_and_two',
    verdict: 'matched',
    of: 'company',
    when: { name: ['similar'], phone: ['same'], place: ['same'] },
    differ: { of: ['number'], atMost: 0 },
  },
  // What may be.
  { key: 'number', verdict: 'unclear', when: { number: ['same'] } },
  { key: 'id', verdict: 'unclear', when: { id: ['same'] } },
  { key: 'email', verdict: 'unclear', when: { email: close } },
  {
    key: 'name_and_something',
    verdict: 'unclear',
    when: { name: close },
    same: { of: ['phone', 'place'], atLeast: 1 },
  },
  { key: 'name_nearby', verdict: 'unclear', when: { name: close, place: close } },
  { key: 'name', verdict: 'unclear', when: { name: ['same'] } },
];

/** What the first rule that holds says, and which it is; null: none holds. */
export function matchOf(comparison: Comparison): { verdict: MatchVerdict; rule: string | null } {
  const found = matchRules.find((rule) => holds(rule, comparison));
  return { verdict: found?.verdict ?? 'other', rule: found?.key ?? null };
}

const holds = ({ of, when, same, differ }: Rule, comparison: Comparison): boolean =>
  (of === undefined || of === comparison.of) &&
  Object.entries(when).every(([trait, likenesses]) => likenesses.includes(comparison[trait as Trait])) &&
  (same === undefined || same.of.filter((trait) => comparison[trait] === 'same').length >= same.atLeast) &&
  (differ === undefined || differ.of.filter((trait) => comparison[trait] === 'differs').length <= differ.atMost);
