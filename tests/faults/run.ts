import { readJournal } from '../../bridge-server/src/journal/read.ts';
import type { ListedTransfer } from '../../bridge-server/src/mirror/transfer/list.ts';
import type { HeldDocument } from '../sandboxes/mmorthosoft/held-document.ts';
import type { OrderView } from '../sandboxes/poweroffice/state.ts';
import { randomFrom } from '../simulation/random.ts';
import { openFetchingOffice, type FetchedBooks, type FetchingOffice } from './fetching/office.ts';
import { judgeFetched } from './fetching/verdict.ts';
import { nothingSent, sendAll, type Sending } from './outbox.ts';
import { openTransfersOf, untilSettled, type Settled } from './settle.ts';
import { openStage, type Stage } from './stage.ts';
import { chances, rage, type Storm } from './storm.ts';
import { deliveriesOf, makeStories, type Story } from './stories.ts';
import { judge, type Violation } from './verdict.ts';
import { told } from '../setup/telling.ts';

export interface FaultsOptions {
  orders: number;
  kills: number;
  restarts: number;
  /** Repeats every random choice; the outcome also depends on the machine's timing. */
  seed: number;
  say: (line: string) => void;
  signal?: AbortSignal;
}

/** A violation with everything that helps to find its cause. */
export interface Explained extends Violation {
  about: string;
  transfers: string[];
  tasks: string[];
  documents: string[];
  journal: string[];
}

/** What happened in the run, and what came of it. */
export interface FaultsResult {
  seed: number;
  seconds: number;
  orders: number;
  sending: Sending;
  kills: Readonly<Record<string, number>>;
  restarts: number;
  stalls: { office: number; web: number };
  /** How many starts of a process were in vain, because PostgreSQL was away. */
  vain: number;
  requests: number;
  /** How many documents PowerOffice has. */
  booked: number;
  /** How many requests met each of the office's failures, including those that were cut or never answered. */
  failures: Readonly<Record<string, number>>;
  /** How many journal entries tell of doubts, lost workers and circuit breakers, by code. */
  journal: Readonly<Record<string, number>>;
  /** How many transfers there are of each system, kind, state and reason. */
  transfers: Readonly<Record<string, number>>;
  triedAgain: number;
  /** What the office that fetches has. */
  fetching: Fetching;
  violations: readonly Explained[];
  /** What is wrong beyond single orders. */
  faults: readonly string[];
}

/** What the office that fetches has, in numbers. */
export interface Fetching extends Pick<FetchedBooks, 'fetchedAgain' | 'kills' | 'lost' | 'forgotten'> {
  /** How many documents it has of each kind. */
  documents: Readonly<Record<string, number>>;
}

const firstOrder = 1001;

/**
 * Sends orders while everything fails, waits until the bridge has worked everything off, and compares the office's
 * documents.
 */
export async function runFaults({
  orders,
  kills,
  restarts,
  seed,
  say,
  signal = new AbortController().signal,
}: FaultsOptions): Promise<FaultsResult> {
  const began = Date.now();
  const random = (salt: number) => randomFrom(seed * 7 + salt);
  const stories = makeStories(orders, firstOrder, random(1));
  const deliveries = deliveriesOf(stories, random(2));
  const stage = await openStage();
  const endings: (() => Promise<void>)[] = [() => stage.close()];
  try {
    const fetching = await openFetchingOffice(stage);
    endings.push(() => fetching.close());
    await fetching.untilUp();
    say(
      [
        `${orders} orders with ${deliveries.length} events, ${kills} kills, ${restarts} restarts of PostgreSQL`,
        `seed ${seed}`,
        `logs in ${stage.postgres.folder}`,
      ].join('; '),
    );
    await stage.office.failAtRandom(chances(seed));
    fetching.torment(random(5));
    const storm: Storm = { blows: 0, of: kills + restarts, restarts: 0, over: false };
    const share = () => (storm.over ? 1 : (storm.blows + 1) / (storm.of + 1));
    const openTransfers = openTransfersOf(stage);
    // An edit should meet a document that exists, so neither the shop nor the storm runs far ahead of the workers.
    const mostOpen = 20 + deliveries.length / (storm.of + 1);
    let open = 0;
    const looking = setInterval(
      () =>
        void openTransfers().then((now) => {
          open = now;
        }),
      500,
    );
    const telling = setInterval(
      () => say(`  ${storm.blows} of ${storm.of} kills and restarts so far, ${open} transfers open`),
      10_000,
    );
    try {
      const sending = nothingSent();
      const isTooMuch = () => open > mostOpen || sending.events / deliveries.length < storm.blows / storm.of - 0.1;
      const allowed = () => (open > mostOpen ? 0 : Math.ceil(share() * deliveries.length));
      await Promise.all([
        rage(stage, storm, { kills, restarts, random: random(3), isTooMuch }),
        sendAll(stage.shop, deliveries, sending, { random: random(4), allowed, signal }),
      ]);
      await stage.office.behave();
      fetching.behave();
      say('Nothing fails any more; waiting until the bridge has sent everything');
      const settled = await untilSettled(stage, signal);
      return {
        ...(await evaluate(stage, fetching, stories, settled)),
        seed,
        seconds: (Date.now() - began) / 1000,
        orders,
        sending,
        restarts: storm.restarts,
        triedAgain: settled.triedAgain,
        faults: [
          ...(settled.stuck === null ? [] : [settled.stuck]),
          ...sending.refused,
          ...[...stage.workers, stage.web].flatMap(({ crashes }) => crashes),
        ],
      };
    } finally {
      storm.over = true;
      clearInterval(looking);
      clearInterval(telling);
    }
  } finally {
    for (const end of endings.toReversed()) await end();
  }
}

type Evaluation = Pick<
  FaultsResult,
  'kills' | 'stalls' | 'vain' | 'requests' | 'booked' | 'failures' | 'journal' | 'transfers' | 'fetching' | 'violations'
>;

const journalStatement = `
select code,
       count(*)::integer as count
from journal
where code like 'doubt.%'
   or code like 'held.%'
   or code like 'resolved.%'
   or code like 'retry.%'
   or code like 'gave_up.%'
group by code
order by code`;

const transferLine = (transfer: ListedTransfer): string => {
  const { id, system, kind, reference, state, reason, plannedRevision, documentNumber, detail } = transfer;
  return [
    `${id} ${system} ${kind} ${reference} ${state} (${reason}) revision ${plannedRevision}`,
    `${documentNumber ?? ''} ${detail.why ? told(detail.why).cause : ''}`,
  ].join(' ');
};

const documentLine = ({ number, externalImportReference: key, total, createdAt, lines }: OrderView): string => {
  const texts = lines.map((line) => `${line.externalImportReference} ${line.quantity} × ${line.unitPrice}`);
  return `${number} ${key} ${total} of ${createdAt}: ${texts.join(', ')}`;
};

function fetchedLine({ key, kind, gross, remarks, items }: HeldDocument): string {
  const texts = items.map(({ line, quantity, net }) => `${line} ${quantity} × at ${net}`);
  return `${key} (${kind}) ${gross} "${remarks ?? ''}": ${texts.join(', ')}`;
}

/** Counts what happened, and finds everything that is not as it should be. */
async function evaluate(
  stage: Stage,
  office: Pick<FetchingOffice, 'connectionId' | 'books'>,
  stories: readonly Story[],
  { transfers, tasks }: Settled,
): Promise<Evaluation> {
  const {
    bridge: { database },
    shop: { shop: shopId },
    lines,
    workers,
    web,
  } = stage;
  const books = await stage.office.books();
  const fetched = await office.books();
  const isOf = (connectionId: string) => (entry: { connectionId: string | null }) =>
    entry.connectionId === connectionId;
  const recordsOf = (connectionId: string) => ({
    transfers: transfers.filter(isOf(connectionId)),
    tasks: tasks.filter(isOf(connectionId)),
  });
  const violations = [
    ...judge(shopId, stories, books, recordsOf(stage.connection.id)),
    ...judgeFetched(stories, { ...recordsOf(office.connectionId), documents: fetched.documents }),
    ...fetched.violations.map((what) => ({ order: 0, what: `mmOrthosoft: ${what}` })),
  ];
  const explained = await Promise.all(
    violations.map(async (violation): Promise<Explained> => {
      const journal = await readJournal(database.knex, { shopId, orderId: String(violation.order), limit: 200 });
      const key = `${shopId}-${violation.order}`;
      const documents = [...books.orders, ...books.invoices].filter(
        ({ externalImportReference: reference }) => reference === key || reference?.startsWith(`${key}-`),
      );
      return {
        ...violation,
        about: stories.find(({ id }) => id === violation.order)?.about ?? '',
        transfers: transfers.filter(({ subjectId }) => subjectId === String(violation.order)).map(transferLine),
        tasks: tasks
          .filter(({ subjectId }) => subjectId === String(violation.order))
          .map(({ id, kind, name, state }) => `${id} ${kind} ${name} ${state}`),
        documents: [
          ...documents.map(documentLine),
          ...fetched.documents.filter(({ number }) => number === String(violation.order)).map(fetchedLine),
        ],
        journal: journal.map(
          ({ at, transferId, actor, code, detail }) =>
            `${at.toISOString()} ${transferId ?? '–'} ${actor} ${code} ${JSON.stringify(detail)}`,
        ),
      };
    }),
  );
  const codes = await database.pool.query<{ code: string; count: number }>(journalStatement);
  return {
    kills: Object.fromEntries([...workers, web].map(({ name, kills }) => [name, kills])),
    vain: [...workers, web].reduce((sum, { vain }) => sum + vain, 0),
    stalls: { office: lines.office.stalls, web: lines.web.stalls },
    requests: books.requests.length,
    booked: books.orders.length + books.invoices.length,
    failures: tally(books.requests.flatMap(({ failure }) => (failure === null ? [] : [failure]))),
    journal: Object.fromEntries(codes.rows.map(({ code, count }) => [code, count])),
    fetching: {
      documents: tally(fetched.documents.map(({ kind }) => kind)),
      fetchedAgain: fetched.fetchedAgain,
      kills: fetched.kills,
      lost: fetched.lost,
      forgotten: fetched.forgotten,
    },
    transfers: tally(transfers.map(({ system, kind, state, reason }) => `${system} ${kind}: ${state} (${reason})`)),
    violations: explained,
  };
}

/** Counts how often each text occurs, in the order of the alphabet. */
function tally(texts: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const text of [...texts].sort()) counts[text] = (counts[text] ?? 0) + 1;
  return counts;
}
