import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { serverProcess } from './embedded/lock-files.ts';
import {
  furnish,
  isServerOf,
  openPlace,
  readAccess,
  takeAnotherPort,
  urlOf,
  type EmbeddedAccess,
  type EmbeddedPlace,
} from './embedded/place.ts';
import { joinServer, type Joined, type Presence } from './embedded/presence.ts';
import { lastLines, launch, stopServer, type Launch } from './embedded/server.ts';
import { isListenedOn, socketOf } from './embedded/socket.ts';
import { takeStartersTurn } from './embedded/starter.ts';

/** The embedded PostgreSQL, as one of the processes that use it sees it. */
export interface EmbeddedServer {
  url: string;
  /** `started`: this process started it. `adopted`: it was running already. */
  origin: 'started' | 'adopted';
  /** Ends this process's use of it. The last process that uses the server stops it. Takes half a minute at the very most. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  log?: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** For how long a server that cannot be used yet is waited for, in seconds. */
  patienceSeconds?: number;
  /** False: what interrupts this process's group ends the server, too, as tests want it. */
  ownGroup?: boolean;
}

/** The data is still in use by something else, such as a process of a server that was killed. The message has PostgreSQL's words. */
export class StillInUse extends Error {}

/** A server uses the data that this process cannot reach: it runs in another container, or in another network of this machine. */
export class UsedElsewhere extends StillInUse {}

/** What PostgreSQL says when something else uses the data: its own process, or one that a killed server left behind. */
const inUse = /lock file "[^"]*(?:postmaster\.pid|\.lock)" already exists|pre-existing shared memory block/;
/** What PostgreSQL says when its folder cannot hold a socket, such as a folder that a desktop shares with its containers. */
const noSocketThere = /could not create any Unix-domain sockets/;

/** Between two looks at a server that others start or stop. */
const lookMs = 100;
/** A server that was up for so long is started again at once when it dies. */
const longMs = 60_000;
const longestPauseMs = 10_000;
const pauseMs = (failures: number): number => (failures === 0 ? 0 : Math.min(longestPauseMs, 125 * 2 ** failures));

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Opens the embedded PostgreSQL whose data lies in `folder`: makes it on first use, starts it, or adopts the server that is running on
 * that folder already, be it another process's or one that a killed process left behind. Until `stop`, a server that dies is started
 * again by one of the processes that use it (not on Windows).
 * Throws `StillInUse` when it cannot be used for as long as `patienceSeconds` says, which is `UsedElsewhere` where another container uses
 * the data, and PostgreSQL's own words when it cannot start.
 */
export async function openEmbedded(
  folder: string,
  { log = quiet, patienceSeconds = 60, ownGroup = true }: EmbeddedOptions = {},
): Promise<EmbeddedServer> {
  const place = await openPlace(folder);
  const stopping = new AbortController();
  const { signal } = stopping;
  const first = await attach(place, log, { signal, patienceSeconds, ownGroup });
  let presence: Presence | null = first.presence;
  let up = Date.now();
  let failures = 0;

  async function supervise(): Promise<void> {
    while (presence && !signal.aborted) {
      await Promise.race([presence.lost, aborted(signal)]);
      if (signal.aborted) return;
      await presence.close();
      presence = null;
      if (Date.now() - up > longMs) failures = 0;
      // The first death is a surprise; a server that dies again and again is given time.
      await sleep(pauseMs(failures++), undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      const again = await attachAgain();
      if (!again) return;
      presence = again.presence;
      up = Date.now();
      log.info({ origin: again.origin }, 'PostgreSQL is up again');
    }
  }

  /** Null: `stop` was called. */
  async function attachAgain(): Promise<Attached | null> {
    while (!signal.aborted) {
      try {
        return await attach(place, log, { signal, patienceSeconds: null, ownGroup });
      } catch (fault) {
        if (signal.aborted) return null;
        // Such as a disk that is full.
        log.error({ err: fault }, 'PostgreSQL cannot be started');
        await sleep(longestPauseMs, undefined, { signal }).catch(() => undefined);
      }
    }
    return null;
  }
  const supervising = process.platform === 'win32' ? Promise.resolve() : supervise();

  async function stop(): Promise<void> {
    stopping.abort();
    await supervising;
    if (!presence) return;
    const others = await presence.leave();
    if (others === 'silent') log.warn('PostgreSQL does not answer: it is left as it is');
    if (others === 'last' && !(await stopServer(place))) log.warn('PostgreSQL takes long to stop: it is left to it');
    await presence.close();
  }
  let stopped: Promise<void> | null = null;
  return { url: urlOf(first.access), origin: first.origin, stop: () => (stopped ??= stop()) };
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((done) => {
    if (signal.aborted) done();
    else signal.addEventListener('abort', () => done(), { once: true });
  });

interface Attached {
  presence: Presence;
  access: EmbeddedAccess;
  origin: EmbeddedServer['origin'];
}

/** Null patience: for ever, since the server was up once, and has died. */
interface AttachOptions {
  signal: AbortSignal;
  patienceSeconds: number | null;
  ownGroup: boolean;
}

/**
 * Uses the server, and starts it where it is not running. Throws when that fails and patience is over, at once where waiting cannot
 * help, and when the signal comes; then it leaves no server behind that nobody has used.
 */
async function attach(
  place: EmbeddedPlace,
  log: NonNullable<EmbeddedOptions['log']>,
  { signal, patienceSeconds, ownGroup }: AttachOptions,
): Promise<Attached> {
  const died = patienceSeconds === null;
  const end = patienceSeconds === null ? Infinity : Date.now() + patienceSeconds * 1000;
  const tellOnce = once((why: string) => log.warn({ why }, 'PostgreSQL is waited for'));
  let endTurn: (() => Promise<void>) | null = null;
  let started: Launch | null = null;
  let failures = 0;
  let looks = 0;
  let withSocket = true;
  /** Why it cannot be used: in PostgreSQL's own words, where it has said some. */
  let why: StillInUse | null = null;
  /** Lets others start it, who may know better. */
  const giveUpTurn = async (): Promise<void> => {
    failures += 1;
    await endTurn?.();
    endTurn = null;
  };
  try {
    for (;;) {
      signal.throwIfAborted();
      const access = await readAccess(place);
      const joined: Joined = access ? await joinServer(access) : { state: 'away', said: 'nothing is there yet' };
      if (joined.state === 'joined') {
        const { presence, dataFolder } = joined;
        if (access && (await isServerOf(place, dataFolder))) {
          const origin = started && !started.hasEnded() ? 'started' : 'adopted';
          started = null;
          return { presence, access, origin };
        }
        await presence.close();
        why = new StillInUse(`its port leads to the server of ${dataFolder}`);
        tellOnce(why.message);
        // A copy of another one's folder, such as a backup that is looked at. Whoever was up before keeps the port that it has told.
        endTurn ??= died ? null : await takeStartersTurn(place);
        if (endTurn) await takeAnotherPort(place);
      } else if (started && !started.hasEnded()) {
        // After a crash it reads what it wrote last, which may take minutes.
        await sleep(Math.min(1000, 20 * ++looks));
        continue;
      } else if (started) {
        const words = (await started.words()).join('\n') || 'it ended at once';
        started = null;
        if (withSocket && noSocketThere.test(words)) {
          withSocket = false;
          log.warn({ postgres: words }, 'PostgreSQL runs without a socket: one in another container is not noticed');
          continue;
        }
        if (!died && !inUse.test(words)) throw new Error(words);
        why = new StillInUse(words);
        tellOnce(words);
        await giveUpTurn();
      } else if (joined.state === 'away' && endTurn === null) {
        endTurn = await takeStartersTurn(place);
        // Another one may have started it since this one looked: look again, now that nobody else can.
        if (endTurn) continue;
        tellOnce('another process starts it');
      } else if (joined.state === 'away' && access && (await runsElsewhere(place, access))) {
        why = new UsedElsewhere(`a server in another container or network uses ${place.dataFolder}`);
        tellOnce(why.message);
        await giveUpTurn();
      } else if (joined.state === 'away') {
        if (died && failures === 0)
          log.error({ postgres: await lastLines(place) }, 'PostgreSQL has ended by itself and is started again');
        const { port, password } = await furnish(place);
        const socket = withSocket ? socketOf(place, { port }) : null;
        started = await launch(place, { port, password }, { ownGroup, socket });
        continue;
      } else {
        tellOnce(joined.said);
      }
      if (Date.now() > end && joined.state !== 'starting')
        throw why ?? new StillInUse(joined.state === 'joined' ? 'another server answers' : joined.said);
      await sleep(Math.max(lookMs, why === null ? 0 : pauseMs(failures)), undefined, { signal });
    }
  } finally {
    started?.interrupt();
    await endTurn?.();
  }
}

/**
 * Whether a server that does not answer on its port uses the data, and is no process of here. A second one beside it would destroy the
 * data: what PostgreSQL itself guards them with, the number of a process and shared memory, means nothing in another container.
 * A server of here that hangs is left to PostgreSQL's own guard, which names its process.
 */
async function runsElsewhere(place: EmbeddedPlace, access: EmbeddedAccess): Promise<boolean> {
  const socket = socketOf(place, access);
  return socket !== null && (await isListenedOn(socket)) && (await serverProcess(place)) === null;
}

/** Does it for each text once, as long as no other text comes between. */
function once(tell: (text: string) => void): (text: string) => void {
  let last: string | null = null;
  return (text) => {
    if (text !== last) tell(text);
    last = text;
  };
}
