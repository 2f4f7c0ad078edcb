import type { Verb } from '@kontor/shared/api/view';
import type { Reason } from '@kontor/shared/problem';
import type { System } from '../../systems/contract.ts';
import { rowOf, type Situation } from '../transfer/transition.ts';
import { notNow } from './not-now.ts';
import { objectionTo, type Circumstances, type JudgedTransfer } from './objections.ts';
import { personEvents, type PersonVerb } from './person.ts';

/** Whether this word is held against the order, the connection and the lane, besides the transfer's own state. */
export const isHeldAgainst = (verb: PersonVerb): boolean => verb === 'send' || verb === 'replay';

/**
 * Pure: why a person may not say this of the transfer now; null when they may. `circumstances`: null for a word that is
 * not held against them.
 */
export function verbRefusalOf(
  verb: PersonVerb,
  transfer: Situation & JudgedTransfer,
  circumstances: Circumstances | null,
): Reason | null {
  if (!rowOf(transfer, personEvents[verb])) return notNow(verb, transfer);
  return circumstances && objectionTo(verb, transfer, circumstances);
}

/** Whether a person may say which document at the target is the one in doubt. */
export const isInDoubt = (transfer: Situation & Pick<JudgedTransfer, 'intent'>): boolean =>
  rowOf(transfer, 'said_found') !== null && transfer.intent !== null;

/** Whether the system can be asked for a document by its number. */
export const asksByNumber = ({ delivery }: Pick<System, 'delivery'>): boolean =>
  delivery.how === 'pushed' && delivery.documentByNumber !== undefined;

/**
 * Pure: everything that a person may say of the transfer now. `circumstances`: null where they are not known, which
 * rules out the words that are held against them. `byNumber`: the system can be asked for a document by its number.
 */
export function verbsOf(
  transfer: Situation & JudgedTransfer,
  circumstances: Circumstances | null,
  byNumber: boolean,
): Verb[] {
  const verbs = (Object.keys(personEvents) as PersonVerb[]).filter(
    (verb) => (circumstances !== null || !isHeldAgainst(verb)) && verbRefusalOf(verb, transfer, circumstances) === null,
  );
  return byNumber && isInDoubt(transfer) ? [...verbs, 'found'] : verbs;
}
