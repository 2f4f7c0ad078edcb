import { readJournal } from '../../bridge-server/src/journal/read.ts';
import { randomFrom } from '../simulation/random.ts';
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
  /** Repeats every choice; what comes of it also hangs on the machine. */
  seed: number;
  say: (line: string) => void;
  signal?: AbortSignal;
}

/** A violation with everything by which its cause can be found. */
export interface Explained extends Violation {
  about: string;
  transfers: string[];
  tasks: string[];
  documents: string[];
  journal: string[];
}

/** What was done, and what came of it. */
export interface FaultsResult {
  seed: number;
  seconds: number;
  orders: number;
  sending: Sending;
  kills: Readonly<Record<string, number>>;
  restarts: number;
  stalls: { office: number; web: number };
  /** Starts of a process while PostgreSQL was away. */
  vain: number;
  requests: number;
  /** Requests that failed, by the office's failure; those that were cut or never answered are among them. */
  failures: Readonly<Record<string, number>>;
  /** Lines of the journal that tell how doubts, lost workers and circuit breakers went. */
  journal: Readonly<Record<string, number>>;
  /** Transfers by kind, state and reason. */
  transfers: Readonly<Record<string, number>>;
  triedAgain: number;
  violations: readonly Explained[];
  /** What is wrong with no order in particular. */
  faults: readonly string[];
}

const firstOrder = 1001;

/** The whole of it: orders and blows at once, then quiet, then the truth from the office's own list. */
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
  try {
    say(
      `${orders} orders with ${deliveries.length} events, ${kills} kills, ${restarts} restarts of PostgreSQL; seed ${seed}; logs in ${stage.postgres.folder}`,
    );
    await stage.office.failAtRandom(chances(seed));
    const storm: Storm = { blows: 0, of: kills + restarts, restarts: 0, over: false };
    const share = () => (storm.over ? 1 : (storm.blows + 1) / (storm.of + 1));
    const openTransfers = openTransfersOf(stage);
    // Edits are to meet documents that were made: neither sending nor the storm outruns the work.
    const mostOpen = 20 + deliveries.length / (storm.of + 1);
    let open = 0;
    const looking = setInterval(
      () =>
        void openTransfers().then((now) => {
          open = now;
        }),
      500,
    );
    const telling = setInterval(() => say(`  ${storm.blows} of ${storm.of} blows, ${open} transfers open`), 10_000);
    try {
      const sending = nothingSent();
      const isTooMuch = () => open > mostOpen || sending.events / deliveries.length < storm.blows / storm.of - 0.1;
      const allowed = () => (open > mostOpen ? 0 : Math.ceil(share() * deliveries.length));
      await Promise.all([
        rage(stage, storm, { kills, restarts, random: random(3), isTooMuch }),
        sendAll(stage.shop, deliveries, sending, { random: random(4), allowed, signal }),
      ]);
      await stage.office.behave();
      say('The storm is over: the rest is worked off');
      const settled = await untilSettled(stage, signal);
      return {
        ...(await tell(stage, stories, settled)),
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
    await stage.close();
  }
}

type Told = Pick<
  FaultsResult,
  'kills' | 'stalls' | 'vain' | 'requests' | 'failures' | 'journal' | 'transfers' | 'violations'
>;

async function tell(stage: Stage, stories: readonly Story[], { transfers, tasks }: Settled): Promise<Told> {
  const {
    bridge: { database },
    shop: { shop: shopId },
    lines,
    workers,
    web,
  } = stage;
  const books = await stage.office.books();
  const found = judge(shopId, stories, books, { transfers, tasks });
  const explained = await Promise.all(
    found.map(async (violation): Promise<Explained> => {
      const journal = await readJournal(database.knex, { shopId, orderId: String(violation.order), limit: 200 });
      const key = `${shopId}-${violation.order}`;
      const documents = [...books.orders, ...books.invoices].filter(
        ({ externalImportReference: reference }) => reference === key || reference?.startsWith(`${key}-`),
      );
      return {
        ...violation,
        about: stories.find(({ id }) => id === violation.order)?.about ?? '',
        transfers: transfers
          .filter(({ subjectId }) => subjectId === String(violation.order))
          .map(
            (one) =>
              `${one.id} ${one.kind} ${one.reference} ${one.state} (${one.reason}) revision ${one.plannedRevision} ${one.documentNumber ?? ''} ${one.detail.why ? told(one.detail.why).cause : ''}`,
          ),
        tasks: tasks
          .filter(({ subjectId }) => subjectId === String(violation.order))
          .map(({ id, kind, name, state }) => `${id} ${kind} ${name} ${state}`),
        documents: documents.map(
          (one) =>
            `${one.number} ${one.externalImportReference} ${one.total} of ${one.createdAt}: ${one.lines.map(({ externalImportReference, quantity, unitPrice }) => `${externalImportReference} ${quantity} × ${unitPrice}`).join(', ')}`,
        ),
        journal: journal.map(
          (line) =>
            `${line.at.toISOString()} ${line.transferId ?? '–'} ${line.actor} ${line.code} ${JSON.stringify(line.detail)}`,
        ),
      };
    }),
  );
  const codes = await database.pool.query<{ code: string; count: number }>(
    `select code, count(*)::integer as count from journal where code like 'doubt.%' or code like 'held.%' or code like 'resolved.%' or code like 'retry.%' or code like 'gave_up.%' group by code order by code`,
  );
  return {
    kills: Object.fromEntries([...workers, web].map(({ name, kills }) => [name, kills])),
    vain: [...workers, web].reduce((sum, one) => sum + one.vain, 0),
    stalls: { office: lines.office.stalls, web: lines.web.stalls },
    requests: books.requests.length,
    failures: tally(books.requests.flatMap(({ failure }) => (failure === null ? [] : [failure]))),
    journal: Object.fromEntries(codes.rows.map(({ code, count }) => [code, count])),
    transfers: tally(transfers.map(({ kind, state, reason }) => `${kind}: ${state} (${reason})`)),
    violations: explained,
  };
}

function tally(of: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of [...of].sort()) counts[one] = (counts[one] ?? 0) + 1;
  return counts;
}
