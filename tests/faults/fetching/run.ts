import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { until } from '../../setup/until.ts';
import type { KeptProcess } from '../processes.ts';
import { documentsAt } from './connection.ts';
import { openCuttingLine, type CuttingLine, type OfficeRequest } from './cutting-line.ts';
import { fetchedAgain, readOfficeFolder } from './folder.ts';
import { keepFetching } from './program.ts';
import { passTime } from './time.ts';

/** A shop with an office that fetches, and the process of the bridge that is killed. */
export interface FetchingStage {
  pool: pg.Pool;
  shopId: string;
  connectionId: string;
  /** The key of the office. */
  key: string;
  /** Where the bridge listens. */
  bridge: string;
  victim: KeptProcess;
  untilUp(): Promise<void>;
  /** The shop sends new orders with these ids. */
  send(ids: readonly number[]): Promise<void>;
}

/** What came of the run. */
export interface FetchingResult {
  kills: number;
  orders: number;
  /** How many documents the office fetched more than once. */
  fetchedAgain: number;
  /** What is wrong, one line each. */
  violations: readonly string[];
}

const ordersPerKill = 3;
/** The bridge is killed while it works on such a request. */
const moments: readonly OfficeRequest[] = ['fetch', 'acknowledge', 'list'];

/**
 * An office in a process of its own (`kontor fetch`) fetches while the bridge is killed again and again, each time in the
 * middle of a request of the office. The office itself is killed now and then, and answers are lost. In the end, each
 * order must be in the office's folder once, with the bytes that the bridge gave out.
 */
export async function fetchWhileKilled(stage: FetchingStage, kills: number): Promise<FetchingResult> {
  const line = await openCuttingLine(stage.bridge);
  const folder = await mkdtemp(join(tmpdir(), 'kontor-office-'));
  const { shopId, connectionId, key } = stage;
  const documents = documentsAt(`http://127.0.0.1:${line.port}`, shopId, connectionId);
  const office = keepFetching({ documents, key, folder });
  let orders = 0;
  try {
    await stage.untilUp();
    for (let kill = 0; kill < kills; kill += 1) {
      const ids = Array.from({ length: ordersPerKill }, (_, index) => 1 + orders + index);
      orders += ids.length;
      await stage.send(ids);
      if (kill % 3 === 1) line.lose = 1;
      await killDuring(stage, line, moments[kill % moments.length] ?? 'list', (kill % 4) * 3);
      if (kill % 4 === 3) office.kill();
      await stage.untilUp();
    }
    await until(
      async () => {
        await passTime(stage);
        await sleep(200);
        return (await standing(stage))['done'] === orders;
      },
      async () => JSON.stringify({ standing: await standing(stage), office: office.output() }),
    );
    return {
      kills: stage.victim.kills,
      orders,
      fetchedAgain: fetchedAgain(line),
      violations: await violationsIn(folder, line, orders),
    };
  } finally {
    await office.stop();
    await line.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Kills the bridge some milliseconds after such a request has reached it. */
async function killDuring(
  stage: FetchingStage,
  line: CuttingLine,
  moment: OfficeRequest,
  milliseconds: number,
): Promise<void> {
  const { victim } = stage;
  let isOver = false;
  line.onRequest = (request) => {
    if (request === moment && !isOver) setTimeout(() => (isOver ||= victim.kill()), milliseconds);
  };
  await until(async () => {
    if (!isOver) await passTime(stage);
    return isOver;
  }, `the office makes a request (${moment})`);
  line.onRequest = () => undefined;
  await endLeases(stage);
}

/** What the killed process had in hand is free at once. */
async function endLeases({ pool, shopId }: FetchingStage): Promise<void> {
  await pool.query('update transfers set lease_until = now() where shop_id = $1 and lease_token is not null', [shopId]);
}

async function standing({ pool, shopId, connectionId }: FetchingStage): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ state: string; count: number }>(
    'select state, count(*)::integer from transfers where shop_id = $1 and connection_id = $2 group by state',
    [shopId, connectionId],
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

/** Compares the office's folder with what the bridge gave out, and with the orders of the shop. */
async function violationsIn(folder: string, line: CuttingLine, orders: number): Promise<string[]> {
  const { files, violations } = await readOfficeFolder(folder, line);
  const seen = new Map<string, string>();
  for (const { name, bytes } of files) {
    const [, order = ''] = /<number>([^<]*)<\/number>/.exec(bytes.toString()) ?? [];
    const other = seen.get(order);
    if (other !== undefined) violations.push(`order ${order} is in ${other} and in ${name}`);
    seen.set(order, name);
  }
  for (let order = 1; order <= orders; order += 1)
    if (!seen.has(String(order))) violations.push(`order ${order} is missing`);
  return violations;
}
