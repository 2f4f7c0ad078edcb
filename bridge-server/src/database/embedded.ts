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
  /** Ends this process's use of the server. The last process that uses it stops it. Takes half a minute at most. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  log?: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** How long to wait for a server that cannot be used yet, in seconds. */
  patienceSeconds?: number;
  /** False: a signal to the group of this process ends the server as well, as tests want it. */
  ownGroup?: boolean;
}

/** Another process uses the data, such as one that a killed server left behind. The message has PostgreSQL's words. */
export class StillInUse extends Error {}

/** The server that uses the data runs in another container or network, so this process cannot reach it. */
export class UsedElsewhere extends StillInUse {}

/** PostgreSQL's words when another process uses the data: a server, or what a killed server left behind. */
const inUse = /lock file "[^"]*(?:postmaster\.pid|\.lock)" already exists|pre-existing shared memory block/;
/**
 * PostgreSQL's words when its folder cannot hold a socket, such as a folder that Docker Desktop shares with containers.
 */
const noSocketThere = /could not create any Unix-domain sockets/;

/** The pause between two attempts while other processes start or stop the server. */
const attemptPauseMs = 100;
/** A server that dies after it was up for so long is started again at once. */
const stableMs = 60_000;
const longestPauseMs = 10_000;
/** The backoff after so many failures in a row. */
const pauseMs = (failures: number): number => (failures === 0 ? 0 : Math.min(longestPauseMs, 125 * 2 ** failures));

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Opens the embedded PostgreSQL whose data lies in `folder`. Makes the data on first use, and starts the server unless
 * one runs on the folder already; that one is adopted, also when a killed process left it behind. If the server dies
 * before `stop`, one of the processes that use it starts it again (not on Windows).
 *
 * Throws `StillInUse` when the server cannot be used within `patienceSeconds`, or its subclass `UsedElsewhere` when
 * another container uses the data. Throws PostgreSQL's own words when PostgreSQL cannot start.
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
  let upSince = Date.now();
  let deaths = 0;

  /** Waits until the server dies, and then starts it or finds it again. */
  async function supervise(): Promise<void> {
    while (presence && !signal.aborted) {
      await Promise.race([presence.lost, aborted(signal)]);
      if (signal.aborted) return;
      await presence.close();
      presence = null;
      if (Date.now() - upSince > stableMs) deaths = 0;
      // There is no pause after the first death, and a longer one after each further death.
      await sleep(pauseMs(deaths++), undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      const again = await attachAgain();
      if (!again) return;
      presence = again.presence;
      upSince = Date.now();
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
        // For example, the disk is full.
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

interface AttachOptions {
  signal: AbortSignal;
  /** Null: waits for ever, since the server was up before and has died. */
  patienceSeconds: number | null;
  ownGroup: boolean;
}

/**
 * Joins the server, and starts it first if it does not run. Throws when patience is over, at once when waiting cannot
 * help, and when the signal aborts. A server that it started in vain is stopped before it throws.
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
  let startUpWaits = 0;
  let withSocket = true;
  /** Why the server cannot be used, in PostgreSQL's own words if there are any. */
  let why: StillInUse | null = null;
  /** Lets another process try to start the server, for which it may work. */
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
        // The folder is a copy of another one, such as a backup, and names the port of the original's server. A place
        // whose server was up before keeps its port, since its users know that port.
        endTurn ??= died ? null : await takeStartersTurn(place);
        if (endTurn) await takeAnotherPort(place);
      } else if (started && !started.hasEnded()) {
        // After a crash PostgreSQL first recovers its data, which may take minutes.
        await sleep(Math.min(1000, 20 * ++startUpWaits));
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
        // Another process may have started the server before this one had the turn. Nobody else can start it now, so
        // look again.
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
      await sleep(Math.max(attemptPauseMs, why === null ? 0 : pauseMs(failures)), undefined, { signal });
    }
  } finally {
    started?.interrupt();
    await endTurn?.();
  }
}

/**
 * Whether the data is used by a server that does not answer on its port and whose process this container cannot see. A
 * second server beside it would destroy the data: PostgreSQL's own guard checks a process id and shared memory, which
 * mean nothing in another container. Where the process can be seen, PostgreSQL's own guard is enough.
 */
async function runsElsewhere(place: EmbeddedPlace, access: EmbeddedAccess): Promise<boolean> {
  const socket = socketOf(place, access);
  return socket !== null && (await isListenedOn(socket)) && (await serverProcess(place)) === null;
}

/** Skips a text that is the same as the one before. */
function once(tell: (text: string) => void): (text: string) => void {
  let last: string | null = null;
  return (text) => {
    if (text !== last) tell(text);
    last = text;
  };
}
