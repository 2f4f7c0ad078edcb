import type { Comparison } from './compare.ts';

/** How much each likeness counts, so that candidates are shown by how near they are; the verdict never follows from it. */
const points = {
  name: { same: 30, similar: 20, family: 5, differs: -20 },
  number: { same: 30, differs: -10 },
  id: { same: 30, differs: -30 },
  email: { same: 20, similar: 8, differs: 0 },
  phone: { same: 10, similar: 5, differs: 0 },
  place: { same: 15, similar: 8, differs: 0 },
} as const satisfies Readonly<
  Record<TraitLikeness['trait'], Readonly<Partial<Record<TraitLikeness['likeness'], number>>>>
>;

const traits = Object.keys(points) as readonly TraitLikeness['trait'][];

/** A reason for or against: the trait, and how it compares. */
export interface TraitLikeness {
  trait: 'name' | 'number' | 'id' | 'email' | 'phone' | 'place';
  likeness: 'same' | 'similar' | 'family' | 'differs';
}

/** What is known of both, trait by trait. */
export const likenessesOf = (comparison: Comparison): TraitLikeness[] =>
  traits.flatMap((trait) => {
    const likeness = comparison[trait];
    return likeness === 'unknown' ? [] : [{ trait, likeness }];
  });

/** How near they are, from 0 to 100. */
export function scoreOf(comparison: Comparison): number {
  const sum = likenessesOf(comparison)
    .map(({ trait, likeness }) => (points[trait] as Readonly<Partial<Record<typeof likeness, number>>>)[likeness] ?? 0)
    .reduce((total, one) => total + one, 0);
  return Math.max(0, Math.min(100, sum));
}
