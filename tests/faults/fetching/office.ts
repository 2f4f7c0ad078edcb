import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shopId as shopIdSchema } from '../../../bridge-server/src/ids.ts';
import { readDocument, type HeldDocument } from '../../sandboxes/mmorthosoft/held-document.ts';
import { until } from '../../setup/until.ts';
import type { Stage } from '../stage.ts';
import { connectFetchingOffice, documentsAt } from './connection.ts';
import { openCuttingLine } from './cutting-line.ts';
import { fetchedAgain, readOfficeFolder } from './folder.ts';
import { keepFetching } from './program.ts';
import { passTime } from './time.ts';

/** What an office that fetches has in the end. */
export interface FetchedBooks {
  /** In the order in which the bridge made them. */
  documents: readonly HeldDocument[];
  /** How many documents it fetched more than once. */
  fetchedAgain: number;
  /** How often its program was killed. */
  kills: number;
  /** How many answers of the bridge it never got, and how many documents it did not acknowledge at once. */
  lost: number;
  forgotten: number;
  /** Where its documents are not what the bridge gave out. */
  violations: readonly string[];
}

/** An office that fetches the orders of the stage's shop. Its program runs in a process of its own. */
export interface FetchingOffice {
  readonly connectionId: string;
  /** Waits until its program asks the bridge for the first time. */
  untilUp(): Promise<void>;
  /** From now on, kills its program, loses answers on their way to it, and keeps acknowledgements back, all at random. */
  torment(random: () => number): void;
  /** Ends all failures. */
  behave(): void;
  books(): Promise<FetchedBooks>;
  close(): Promise<void>;
}

/**
 * At how many of the requests by which it fetches and acknowledges its program is killed or the answer is lost, and how
 * many of the documents that it fetches it does not acknowledge at once.
 */
const shares = { killed: 0.03, lost: 0.08, forgotten: 0.2 };
/** How often documents that were fetched and not acknowledged are offered again, in ms. */
const againMs = 500;

/** Connects the stage's shop to mmOrthosoft as well, and starts an office, which asks for documents every second. */
export async function openFetchingOffice({ bridge, shop }: Pick<Stage, 'bridge' | 'shop'>): Promise<FetchingOffice> {
  const shopId = shopIdSchema.parse(shop.shop);
  const { connectionId, key } = await connectFetchingOffice(bridge, shopId);
  const folder = await mkdtemp(join(tmpdir(), 'kontor-office-'));
  const line = await openCuttingLine(bridge.config.publicUrl);
  const program = keepFetching({
    documents: documentsAt(`http://127.0.0.1:${line.port}`, shopId, connectionId),
    key,
    folder,
  });
  const passing = setInterval(
    // PostgreSQL may be away.
    () => void passTime({ pool: bridge.database.pool, shopId }).catch(() => undefined),
    againMs,
  );
  const counts = { lost: 0, forgotten: 0 };
  const lose = () => {
    line.lose += 1;
    counts.lost += 1;
  };
  const forget = () => {
    line.forget += 1;
    counts.forgotten += 1;
  };
  let hasAsked = false;
  line.onRequest = () => (hasAsked = true);
  return {
    connectionId,
    untilUp: () => until(() => hasAsked, program.output),
    torment(random) {
      line.onRequest = (request) => {
        if (request === 'list') return;
        if (random() < shares.killed) program.kill();
        else if (random() < shares.lost) lose();
        else if (request === 'fetch' && random() < shares.forgotten) forget();
      };
    },
    behave() {
      line.onRequest = () => undefined;
      counts.lost -= line.lose;
      counts.forgotten -= line.forget;
      line.lose = 0;
      line.forget = 0;
    },
    async books() {
      const { files, violations } = await readOfficeFolder(folder, line);
      return {
        documents: files.map(({ name, bytes }) => readDocument(name, bytes)),
        fetchedAgain: fetchedAgain(line),
        kills: program.kills,
        ...counts,
        violations,
      };
    },
    async close() {
      clearInterval(passing);
      await program.stop();
      await line.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
