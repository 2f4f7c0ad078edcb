import type { Reason } from '@kontor/shared/problem';
import type { PersonVerb } from './person.ts';
import type { State } from '../transfer/states.ts';
import type { Transfer } from '../transfer/transfer.ts';

/** When each thing that a person may say makes sense. */
const makesSense: Readonly<Record<PersonVerb, string>> = {
  retry: 'Only what is waiting, blocked or handed over can be tried again.',
  elsewhere: 'Only what is not done yet can be handled elsewhere.',
  absent: 'Only what is blocked by a doubt (doubt.*) can be said to be absent.',
  accept: 'Only a document that differs from the order (refused.document_differs) can be accepted.',
  cancel: 'Only what is waiting or blocked, and nothing of which was begun, can be cancelled.',
  send: 'Only what is waiting, or was closed before anything of it was begun, can be told to be sent.',
  replay: 'Only what is done, or was closed after something of it was begun, can be looked for again.',
};

const begun =
  'Something of it may be at the target. Look there; what a person has settled there is closed with: kontor elsewhere.';

/** What to do instead, by the state in which it does not go. */
const instead: Readonly<Partial<Record<PersonVerb, Partial<Record<State, string>>>>> = {
  retry: {
    closed:
      'Let it be sent all the same with: kontor send; or, if something of it was begun, look for it with: kontor replay.',
    done: 'If its document is gone at the target, have it looked for with: kontor replay.',
  },
  cancel: {
    sending: 'It is being sent. Once it is done, cancel the order in the shop: its document is then taken back.',
    in_doubt:
      'Wait until it is known whether its document is there. If it is, cancel the order in the shop: the document is then taken back.',
    done: 'Cancel the order in the shop, or delete the refund there: Kontor then takes the document back, or says what to do by hand.',
    waiting: begun,
    blocked: begun,
    closed: 'Nothing is sent of it any more, so there is nothing to cancel.',
  },
  send: {
    done: 'If its document is gone at the target, have it looked for with: kontor replay.',
    closed: 'Something of it was begun. Have it looked for first with: kontor replay.',
    blocked: 'Do what its remedy says, then: kontor retry.',
  },
  replay: {
    closed: 'Nothing of it was ever begun, so there is nothing to look for. Have it sent with: kontor send.',
    waiting: 'It goes on by itself; at once with: kontor retry.',
    blocked: 'Do what its remedy says, then: kontor retry. What is in doubt is asked about first.',
  },
};

/** Why something cannot be said of a transfer in its state, and what to do. */
export function notNow(verb: PersonVerb, { id, state, reason }: Pick<Transfer, 'id' | 'state' | 'reason'>): Reason {
  return {
    code: 'transfer.not_now',
    cause: `Transfer ${id} is ${state} (${reason}). ${makesSense[verb]}`,
    remedy: instead[verb]?.[state] ?? 'Look at it with: kontor show.',
  };
}
