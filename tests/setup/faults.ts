import type { FailureMode, FailureRule } from '../sandboxes/poweroffice/sandbox.ts';
import { openWorld, doubtTiming, type World } from './world.ts';

/** The requests of the sandbox that a fault meets. */
export interface Place {
  method: string;
  path: string;
}

/** What goes wrong with one request. */
export interface Fault {
  title: string;
  mode: FailureMode;
  delayMs?: number;
  lagMs?: number;
}

/**
 * Every fault, for a world with the times of `doubtTiming`: the first look-up comes after 2.5 seconds, the second one
 * after three. Where the list lags, the answer is lost too, so that the look-ups read a list that does not have the
 * document yet.
 */
export const faults: readonly Fault[] = [
  { title: '500 before', mode: '500_before' },
  { title: '500 after', mode: '500_after' },
  { title: 'cut before', mode: 'cut_before' },
  { title: 'cut after', mode: 'cut_after' },
  { title: 'slow', mode: 'slow', delayMs: 2800 },
  { title: 'list lags', mode: 'cut_after', lagMs: 2750 },
  { title: 'list lags past both look-ups', mode: '500_after', lagMs: 4500 },
  { title: '429', mode: '429' },
  { title: '401', mode: '401' },
  { title: '403', mode: '403' },
  { title: 'HTML of a firewall', mode: 'html' },
  { title: 'HTML after the commit', mode: 'html_after' },
];

/** A rule by which one request to that place meets the fault. */
const failing = ({ title: _title, ...fault }: Fault, on: Place): FailureRule => ({ ...fault, on, times: 1 });

/** A test for each fault at each place: its title, the place's name, and the rule that brings the fault about. */
export const faultsAt = (places: Readonly<Record<string, Place>>): { title: string; at: string; rule: FailureRule }[] =>
  Object.entries(places).flatMap(([at, on]) =>
    faults.map((fault) => ({ title: `${at}: ${fault.title}`, at, rule: failing(fault, on) })),
  );

/** A world whose worker sends many transfers at once, since those that met a fault mostly wait. */
export const openFaultyWorld = (): Promise<World> => openWorld({ timing: doubtTiming, concurrency: 32 });
