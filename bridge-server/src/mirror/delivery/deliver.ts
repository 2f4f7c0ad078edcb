import { storableText } from '@kontor/shared/storable';
import { unavailability } from '../../database/availability.ts';
import { CannotOpen } from '../../shops/sealing.ts';
import { reason } from '../../texts/reason.ts';
import { connect, type Connected, type Delivering } from '../mirror.ts';
import { cannotOpenEvent } from '../transfer/decide.ts';
import { planOf, type Transfer } from '../transfer/transfer.ts';
import { move } from './move.ts';
import { recording } from './recording.ts';
import { resolveDoubt } from './resolve-doubt.ts';
import { send } from './send.ts';
import type { Work } from './work.ts';

/**
 * Brings one claimed transfer as far as it goes: resolves its doubt, plans, does the steps, compares totals. Every
 * ending is a row of the state table. If the lease is lost, the delivery ends without a word, since another worker goes
 * on.
 */
export async function deliver(mirror: Delivering, claimed: Transfer, stopping: () => boolean): Promise<void> {
  const connected = await connectFor(mirror, claimed);
  if (!connected) return;
  const work: Work = {
    mirror,
    connected: recording(connected, claimed, mirror.exchanges),
    budget: connected.budget(),
    stopping,
    transfer: claimed,
    plan: planOf(claimed),
    passing: {},
    leasedAt: Date.now(),
  };
  await mirror.observe?.('claimed', { transferId: claimed.id });
  try {
    const isToBeSent = claimed.state === 'in_doubt' ? await resolveDoubt(work) : true;
    if (isToBeSent) await send(work);
  } catch (fault) {
    // While the database cannot be reached, the transfer stays as it is. Data that it refuses is a fault like any
    // other.
    if (unavailability(fault) !== null) throw fault;
    // The order's content is sealed with a key that this process does not have.
    if (fault instanceof CannotOpen)
      await move(mirror, connected, work.transfer, cannotOpenEvent(fault, work.transfer));
    else await endWithFault(work, fault);
  }
}

/** Opens the transfer's connection; null where that cannot be done now, which ends the attempt. */
async function connectFor(mirror: Delivering, claimed: Transfer): Promise<Connected | null> {
  const connected = await connect(mirror, claimed.shopId, claimed.connectionId).catch(cannotOpen);
  if (connected instanceof CannotOpen) {
    await move(mirror, null, claimed, cannotOpenEvent(connected, claimed));
    return null;
  }
  if (!connected) {
    const why = reason('retry.system_not_set_up:named', { system: claimed.system });
    await move(mirror, null, claimed, { name: 'postponed', reason: why.code, detail: { why }, afterSeconds: 60 });
  }
  return connected;
}

function cannotOpen(fault: unknown): CannotOpen {
  if (fault instanceof CannotOpen) return fault;
  throw fault;
}

async function endWithFault({ mirror, connected, transfer }: Work, fault: unknown): Promise<void> {
  const { id, correlationId } = transfer;
  mirror.log.error({ err: fault, transfer: id, correlationId }, 'a transfer met a fault of the bridge');
  const message = fault instanceof Error ? fault.message : String(fault);
  const why = reason('gave_up.bug:said', { said: storableText(message) });
  await move(mirror, connected, transfer, { name: 'fault', detail: { why } }).catch((second: unknown) =>
    mirror.log.error({ err: second, transfer: id }, 'the fault could not be stored'),
  );
}
