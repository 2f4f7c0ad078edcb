import type { Reason } from '@kontor/shared/problem';
import { reason, type TextKey } from '../../texts/reason.ts';
import type { TransferState } from '../transfer/states.ts';
import type { Transfer } from '../transfer/transfer.ts';
import type { PersonVerb } from './person.ts';

type NotNow = Extract<TextKey, `transfer.not_now:${string}`>;

/** The text that tells what to do instead, by verb and state; else the text of the verb alone. */
const instead: Readonly<Partial<Record<PersonVerb, Partial<Record<TransferState, NotNow>>>>> = {
  retry: { closed: 'transfer.not_now:retry_closed', done: 'transfer.not_now:retry_done' },
  cancel: {
    sending: 'transfer.not_now:cancel_sending',
    in_doubt: 'transfer.not_now:cancel_in_doubt',
    done: 'transfer.not_now:cancel_done',
    waiting: 'transfer.not_now:cancel_begun',
    blocked: 'transfer.not_now:cancel_begun',
    closed: 'transfer.not_now:cancel_closed',
  },
  send: {
    done: 'transfer.not_now:send_done',
    closed: 'transfer.not_now:send_closed',
    blocked: 'transfer.not_now:send_blocked',
  },
  replay: {
    closed: 'transfer.not_now:replay_closed',
    waiting: 'transfer.not_now:replay_waiting',
    blocked: 'transfer.not_now:replay_blocked',
  },
};

/** Why a person cannot say this of the transfer in its state, and what to do instead. */
export const notNow = (verb: PersonVerb, { state, reason: why }: Pick<Transfer, 'state' | 'reason'>): Reason =>
  reason(instead[verb]?.[state] ?? `transfer.not_now:${verb}`, { state, reason: why });
