import type { AddressView } from '@kontor/shared/api/addresses';
import { compare, type OfficeAddress, type ShopCustomer } from './compare.ts';
import { matchOf, type MatchVerdict } from './match.ts';
import { likenessesOf, scoreOf, type TraitLikeness } from './score.ts';

/** An address of the office that may be the customer's. */
export interface Candidate {
  address: AddressView;
  verdict: Exclude<MatchVerdict, 'other'>;
  /** The rule by which it may be. */
  rule: string | null;
  /** From 0 to 100: how near the two are. */
  score: number;
  likenesses: TraitLikeness[];
}

/**
 * `matched`: the first candidate is the customer. `unclear`: one of the candidates may be, so that a person decides.
 * `new`: the office does not know the customer.
 */
export type MatchOutcome = 'matched' | 'unclear' | 'new';

/** The most candidates that a person is shown. */
const mostCandidates = 5;
const order: readonly MatchVerdict[] = ['matched', 'unclear', 'other'];

/** Which of the office's addresses is the customer's. Nearer ones come first. */
export function judgeCandidates(
  customer: ShopCustomer,
  addresses: readonly AddressView[],
): { outcome: MatchOutcome; candidates: Candidate[] } {
  const candidates = addresses
    .flatMap((address) => candidateOf(customer, address) ?? [])
    .toSorted(
      (one, other) =>
        order.indexOf(one.verdict) - order.indexOf(other.verdict) ||
        other.score - one.score ||
        one.address.number.localeCompare(other.address.number),
    );
  const matched = candidates.filter(({ verdict }) => verdict === 'matched');
  return { outcome: outcomeOf(matched, candidates.length), candidates: candidates.slice(0, mostCandidates) };
}

/** An address that the office has taken out of use is nobody's before a person says so. */
function outcomeOf([match, another]: readonly Candidate[], count: number): MatchOutcome {
  if (match && !another && !match.address.gone) return 'matched';
  return count > 0 ? 'unclear' : 'new';
}

/** The address as a candidate; null if nothing says that it may be the customer's. */
function candidateOf(customer: ShopCustomer, address: AddressView): Candidate | null {
  const compared = facesOf(address).map((face) => {
    const comparison = compare(customer, face);
    return { ...matchOf(comparison), score: scoreOf(comparison), likenesses: likenessesOf(comparison) };
  });
  const [nearest] = compared.toSorted(
    (one, other) => order.indexOf(one.verdict) - order.indexOf(other.verdict) || other.score - one.score,
  );
  return nearest && nearest.verdict !== 'other' ? { address, ...nearest, verdict: nearest.verdict } : null;
}

/** The address as it is compared: a company under each of its names, with each of its contact persons. */
function facesOf(address: AddressView): OfficeAddress[] {
  const { number, vatId, organisationNumber, billing, deliveries, contacts, companies } = address;
  const person = { firstName: address.firstName, lastName: address.lastName };
  const people = address.kind === 'company' && contacts.length > 0 ? contacts : [person];
  const basis = {
    number,
    vatId,
    organisationNumber,
    emails: [...address.emails, ...contacts.map(({ email }) => email)],
    phones: [...address.phones, ...contacts.map(({ phone }) => phone)].filter(Boolean),
    places: [...(billing ? [billing] : []), ...deliveries],
  };
  return (companies.length > 0 ? companies : ['']).flatMap((company) =>
    people.map(({ firstName, lastName }) => ({ ...basis, company, firstName, lastName })),
  );
}
