import type { ConnectionView } from '@kontor/shared/api/connections';
import type { Hold } from '@kontor/shared/api/view';
import { z } from 'zod';
import type { heldView } from '../connections/held-view.ts';
import { heldOf } from '../connections/held-view.ts';
import type { Connection } from '../../shops/connection.ts';
import type { ConnectionCounts } from '../../mirror/transfer/counts.ts';
import { momentOf, momentOrNone } from '../format.ts';
import { officeTroubleOf } from '../keys/office-trouble.ts';
import type { OfficeStanding } from '../../shops/office/overdue.ts';
import type { Parts } from '../operation.ts';
import type { Speaker } from '../../texts/say.ts';

/** Why a connection is held back, for screens. */
export const holdViewOf = (held: z.input<typeof heldView> | null): Hold | null =>
  held && {
    code: held.code,
    title: held.title,
    cause: held.cause,
    remedy: held.remedy,
    since: momentOf(held.since),
    until: momentOrNone(held.until),
    waitingOrders: held.waitingOrders,
  };

const noDocuments = { done: 0, waiting: 0, blocked: 0, closed: 0 };

/** A connection with the figures that its screen shows. */
export async function connectionViewOf(
  parts: Parts,
  speaker: Speaker,
  connection: Connection,
  figures: {
    counts: ConnectionCounts | undefined;
    lastDocumentAt: Date | undefined;
    office: OfficeStanding | undefined;
  },
): Promise<ConnectionView> {
  const { id, system, accountName, rules, settings, paused, createdAt } = connection;
  const { done, waiting, blocked, closed } = figures.counts ?? noDocuments;
  return {
    connection: id,
    system,
    label: parts.systems(system)?.system.label ?? system,
    account: accountName,
    ...rules,
    settings: z.record(z.string(), z.unknown()).parse(settings),
    paused,
    held: holdViewOf(await heldOf(parts, connection, speaker)),
    overdue: figures.office ? officeTroubleOf(figures.office, speaker) : null,
    lastDocumentAt: momentOrNone(figures.lastDocumentAt ?? null),
    createdAt: momentOf(createdAt),
    counts: { done, waiting, blocked, closed },
  };
}
