import { setTimeout as pause } from 'node:timers/promises';
import { inspect, isDeepStrictEqual } from 'node:util';
import type { Bridge } from '../../../bridge-server/src/open.ts';
import type { TestOffice } from '../../sandboxes/mmorthosoft/office.ts';
import { readStanding } from '../../setup/standing.ts';
import { readExpected, type ReadOrders } from '../folder.ts';
import { sendFile, sendOrders } from '../send.ts';
import { intakeExpectations, type IntakeDocument, type IntakeExpectation } from './expected.ts';
import { readIntake } from './read-document.ts';
import { prescriptionScan } from './scan.ts';
import type { IntakeShop } from './shop.ts';

/** One order of the German shop, and what the office has of it in the end. */
export interface IntakeRow {
  order: string;
  about: string;
  documents: readonly IntakeDocument[];
}

export interface IntakeResult {
  rows: readonly IntakeRow[];
  /** Everything that is not as it should be. */
  differences: readonly string[];
}

export interface IntakeOptions {
  bridge: Bridge;
  /** For how long nothing may settle before the demo gives up. */
  quietSeconds: number;
  signal?: AbortSignal | undefined;
  say: (line: string) => void;
}

/** Sends the German shop's orders, lets the office fetch them, changes some in the shop and lets it fetch again. */
export async function runIntake({ shop, sandbox }: IntakeShop, options: IntakeOptions): Promise<IntakeResult> {
  const { office } = sandbox;
  options.say('The German shop sends its orders to the bridge (→), and its office fetches them (✓):');
  for (const { order, about, hasScan, files } of intakeExpectations) {
    if (hasScan) {
      const { size, mediaType } = await sendFile(shop, prescriptionScan());
      options.say(`  → a scan for order ${order}: ${mediaType}, ${size} bytes`);
    }
    await sendOrders(shop, (await readExpected(files)).orders);
    options.say(`  → order ${order}, ${about}`);
  }
  await fetchAll(shop.shop, office, options);
  for (const { order, later } of intakeExpectations) {
    if (!later) continue;
    await sendOrders(shop, afterwards(await readExpected(later.files)));
    options.say(`  → order ${order}, ${later.about}`);
  }
  await fetchAll(shop.shop, office, options);
  return judge(office);
}

/** The events with a generation above those of all earlier events of their orders. */
const afterwards = ({ orders }: ReadOrders) =>
  orders.map((events) =>
    events.map((outgoing) => ({
      ...outgoing,
      event: { ...outgoing.event, generation: outgoing.event.generation + 100 },
    })),
  );

/** Lets the office poll until everything that the shop has sent is settled. */
async function fetchAll(
  shopId: string,
  office: TestOffice,
  { bridge, quietSeconds, signal, say }: IntakeOptions,
): Promise<void> {
  for (let last = Date.now(); Date.now() - last < quietSeconds * 1000; await pause(100)) {
    signal?.throwIfAborted();
    const before = office.accepted.length;
    await office.poll();
    for (const { number, kind, key } of office.accepted.slice(before)) {
      last = Date.now();
      say(`  ✓ order ${number}: ${kind} ${key} accepted`);
    }
    if ((await readStanding(bridge.database.knex, shopId)).open.length === 0) return;
  }
}

/** Compares what the office has accepted with what `expected.ts` says. */
export function judge(office: Pick<TestOffice, 'accepted' | 'files' | 'problems'>): IntakeResult {
  const rows = intakeExpectations.map(({ order, about }) => ({
    order,
    about,
    documents: office.accepted.filter(({ number }) => number === order).map((held) => readIntake(held, office.files)),
  }));
  const strangers = office.accepted.filter(({ number }) => !rows.some(({ order }) => order === number));
  return {
    rows,
    differences: [
      ...intakeExpectations.flatMap((expected, index) => differencesOf(expected, rows[index]?.documents ?? [])),
      ...strangers.map(({ key }) => `document ${key} belongs to no order that was sent`),
      ...office.problems,
    ],
  };
}

function differencesOf({ order, documents }: IntakeExpectation, actual: readonly IntakeDocument[]): string[] {
  if (isDeepStrictEqual(actual, documents)) return [];
  return [`order ${order}: the office has ${wordsOf(actual)}, expected ${wordsOf(documents)}`];
}

const wordsOf = (documents: readonly IntakeDocument[]): string =>
  documents.length === 0 ? 'nothing' : inspect(documents, { depth: null, breakLength: Infinity });
