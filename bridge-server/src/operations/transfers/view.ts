import { officeState } from '@kontor/shared/office';
import { z } from 'zod';
import type { ListedTransfer } from '../../mirror/transfer/list.ts';
import { states } from '../../mirror/transfer/states.ts';
import { telling, tellingOf } from '../../mirror/transfer/telling.ts';
import { aboutOf, type Transfer } from '../../mirror/transfer/transfer.ts';
import { documentKinds } from '../../systems/contract.ts';
import { aboutKinds } from '../../systems/contract-document.ts';
import { amount } from '@kontor/shared/api/view';
import { amountText } from '../format.ts';
import { toldVat, vatView } from './vat-view.ts';
import { gapOf, gapView } from './gap-view.ts';
import type { Speaker } from '../../texts/say.ts';

/** A transfer as it is listed. */
export const transferView = z.object({
  id: z.number().int(),
  shop: z.string(),
  connection: z.string(),
  system: z.string(),
  order: z.string(),
  orderId: z.string(),
  kind: z.enum(documentKinds),
  reference: z.string(),
  /** The order itself, one of its refunds, or a payment. */
  about: z.object({ kind: z.enum(aboutKinds), reference: z.string() }),
  state: z.enum(states),
  reason: z.string(),
  document: z.string().nullable(),
  total: amount,
  targetTotal: amount,
  office: officeState,
  changedAt: z.date(),
});

/** A transfer with the details of its reason, its VAT and its attempts. */
export const transferDetail = transferView.extend({
  vat: z.array(vatView),
  ...telling.shape,
  gaps: z.array(gapView).nullable(),
  notes: z.array(z.string()).nullable(),
  insisted: z
    .boolean()
    .meta({ description: "A person said that the transfer is to be sent, regardless of the connection's rules." }),
  attempts: z.number().int(),
  nextLook: z.date().nullable(),
  correlationId: z.string(),
});

export const transferViewOf = (transfer: ListedTransfer): z.input<typeof transferView> => ({
  id: transfer.id,
  shop: transfer.shopId,
  connection: transfer.connectionId,
  system: transfer.system,
  order: transfer.orderNumber,
  orderId: transfer.subjectId,
  kind: transfer.kind,
  reference: transfer.reference,
  about: aboutOf(transfer),
  state: transfer.state,
  reason: transfer.reason,
  document: transfer.documentNumber,
  total: amountText(transfer.total, transfer.currency),
  targetTotal: amountText(transfer.targetTotal, transfer.currency),
  office: transfer.office,
  changedAt: transfer.changedAt,
});

export const transferDetailOf = (transfer: ListedTransfer, speaker: Speaker): z.input<typeof transferDetail> => ({
  ...transferViewOf(transfer),
  vat: toldVat(transfer.vat, transfer.targetVat, transfer.currency, speaker),
  ...tellingOf(transfer, speaker),
  gaps: transfer.detail.gaps?.map((gap) => gapOf(gap, speaker)) ?? null,
  notes: transfer.detail.notes?.map(speaker.word) ?? null,
  insisted: transfer.insisted,
  attempts: transfer.attempts,
  nextLook: transfer.state === 'waiting' || transfer.state === 'in_doubt' ? transfer.dueAt : null,
  correlationId: transfer.correlationId,
});

/** The state of a transfer after a person decided about it. */
export const transferStanding = z.object({ transfer: z.number().int(), state: z.enum(states), reason: z.string() });
export const transferStandingOf = ({
  id,
  state,
  reason,
}: Pick<Transfer, 'id' | 'state' | 'reason'>): z.input<typeof transferStanding> => ({
  transfer: id,
  state,
  reason,
});
