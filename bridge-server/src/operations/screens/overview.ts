import { needsPerAnswer, overviewAnswer, overviewDays, type Need } from '@kontor/shared/api/overview';
import type { OfficeAnswer } from '@kontor/shared/api/fetching';
import { z } from 'zod';
import { timeZoneName } from '../../documents/day.ts';
import { readDocuments, type OrderDocument } from '../../mirror/person/documents.ts';
import { blockedNeeds, taskNeeds, type BlockedNeed, type TaskNeed } from '../../mirror/person/needs.ts';
import { countDays, countOrders, lastDocuments } from '../../mirror/transfer/counts.ts';
import { listConnections, type Connection } from '../../shops/connection.ts';
import { readOffices, type OfficeStanding } from '../../shops/office/overdue.ts';
import { heldOf } from '../connections/held-view.ts';
import { momentOf, momentOrNone } from '../format.ts';
import { officeTroubleOf } from '../keys/office-trouble.ts';
import { defineOperation, success, shopInput, type Parts } from '../operation.ts';
import { holdViewOf } from './connection-view.ts';
import { tellingOf } from '../../mirror/transfer/telling.ts';
import type { Speaker } from '../../texts/say.ts';
import { optionOf } from '../option-view.ts';
import { tellingOfTask } from '../tasks/view.ts';

export const overview = defineOperation({
  command: 'overview',
  summary: 'Shows what was made for a shop, what waits, and what needs a person, longest waiting first.',
  method: 'get',
  path: '/v1/shops/{shop}/overview',
  scope: 'transfers:read',
  input: z.strictObject({
    shop: shopInput,
    timeZone: timeZoneName.optional().meta({
      description:
        "The time zone for counting days, such as Europe/Oslo. Default: the one in a connection's settings, or UTC.",
    }),
  }),
  answer: overviewAnswer,
  table: [
    { list: 'needs', columns: ['kind', 'order', 'orders', 'title', 'cause', 'since'] },
    { list: 'connections', columns: ['id', 'label', 'account', 'paused', 'held', 'overdue', 'lastDocumentAt'] },
  ],
  examples: ['kontor overview', 'kontor overview --time-zone Europe/Oslo'],
  async run(parts, { shop: shopId, timeZone }, _principal, speaker) {
    const { pool, knex } = parts.database;
    const connections = await listConnections(knex, shopId);
    const zone = timeZone ?? zoneOf(connections);
    const [{ oldest, ...counts }, days, last, blocked, tasks, offices, held] = await Promise.all([
      countOrders(pool, shopId, zone),
      countDays(pool, shopId, { zone, days: overviewDays }),
      lastDocuments(pool, shopId),
      blockedNeeds(pool, shopId, needsPerAnswer),
      taskNeeds(pool, shopId, needsPerAnswer),
      readOffices(pool, shopId),
      Promise.all(connections.map((connection) => heldOf(parts, connection, speaker))),
    ]);
    const troubles = new Map(
      offices.map((office) => [office.connectionId, { office, trouble: officeTroubleOf(office, speaker) }]),
    );
    const views = connections.map((connection, index) => ({
      id: connection.id,
      system: connection.system,
      label: parts.systems(connection.system)?.system.label ?? connection.system,
      account: connection.accountName,
      paused: connection.paused,
      held: holdViewOf(held[index] ?? null),
      overdue: troubles.get(connection.id)?.trouble ?? null,
      lastDocumentAt: momentOrNone(last.get(connection.id) ?? null),
    }));
    const connectionNeeds = [
      ...views.flatMap((view) => connectionNeed(view) ?? []),
      ...[...troubles.values()].flatMap((office) => officeNeed(office) ?? []),
    ];
    const needs = [
      ...blocked.first.map((need) => blockedNeed(need, speaker)),
      ...tasks.first.map((need) => taskNeed(need, speaker)),
      ...connectionNeeds,
    ]
      .sort((first, second) => first.since.localeCompare(second.since))
      .slice(0, needsPerAnswer);
    return success({
      at: momentOf(new Date()),
      counts,
      oldest: momentOrNone(oldest),
      days,
      needs: await withVerbs(parts, shopId, needs),
      needing: blocked.all + tasks.all + connectionNeeds.length,
      connections: views,
    });
  },
});

const zonedSettings = z.object({ timeZone: z.string() });

/** The time zone in the settings of the first connection that has one, or UTC. */
const zoneOf = (connections: readonly Connection[]): string =>
  connections.flatMap(({ settings }) => zonedSettings.safeParse(settings).data?.timeZone ?? [])[0] ?? 'UTC';

const emptyNeed = { transfer: null, task: null, connection: null, orderId: null, order: null, options: [], verbs: [] };

const blockedNeed = ({ since, detail, unread, ...need }: BlockedNeed, speaker: Speaker): Need => {
  const { title, cause, remedy } = tellingOf({ reason: need.code, detail, unread }, speaker);
  return {
    ...emptyNeed,
    ...need,
    kind: 'transfer',
    orders: 1,
    title,
    cause: cause ?? '',
    remedy: remedy ?? '',
    since: momentOf(since),
  };
};

const taskNeed = ({ since, reason, options, ...need }: TaskNeed, speaker: Speaker): Need => ({
  ...emptyNeed,
  ...need,
  kind: 'task',
  ...tellingOfTask({ reason, transferId: need.transfer, orderNumber: need.order }, speaker),
  options: options.map((option) => optionOf(option, speaker)),
  since: momentOf(since),
});

/** The need of a connection that is held back until somebody acts; null for one whose hold ends by itself. */
function connectionNeed({
  id,
  held,
}: {
  id: string;
  held: z.infer<typeof overviewAnswer>['connections'][number]['held'];
}): Need | null {
  if (!held || held.until !== null) return null;
  const { code, title, cause, remedy, since, waitingOrders } = held;
  return { ...emptyNeed, kind: 'connection', connection: id, orders: waitingOrders, code, title, cause, remedy, since };
}

/** The need of a connection whose office is overdue; null: it is not. */
function officeNeed({
  office: { connectionId, offered, fetched },
  trouble,
}: {
  office: OfficeStanding;
  trouble: OfficeAnswer['trouble'];
}): Need | null {
  return (
    trouble && { ...emptyNeed, ...trouble, kind: 'connection', connection: connectionId, orders: offered + fetched }
  );
}

/** The needs, each about a transfer with the verbs that a person may use on it. */
async function withVerbs({ database, systems }: Parts, shopId: string, needs: readonly Need[]): Promise<Need[]> {
  const orders = [...new Set(needs.flatMap(({ kind, orderId }) => (kind === 'transfer' && orderId ? [orderId] : [])))];
  if (orders.length === 0) return [...needs];
  const documents = await readDocuments(database.pool, systems, shopId, orders);
  const verbs = new Map<number, OrderDocument['verbs']>(
    [...documents.values()].flat().map((document) => [document.id, document.verbs]),
  );
  return needs.map((need) =>
    need.kind === 'transfer' && need.transfer !== null ? { ...need, verbs: verbs.get(need.transfer) ?? [] } : need,
  );
}
