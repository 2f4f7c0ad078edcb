import type { FailureMode } from '../sandboxes/poweroffice/sandbox.ts';

export interface Fault {
  title: string;
  mode: FailureMode;
  delayMs?: number;
  lagMs?: number;
}

/** What goes wrong, once. `list lags` loses the answer too, so that the look-up asks a list that does not know yet. */
export const faults: readonly Fault[] = [
  { title: '500 before', mode: '500_before' },
  { title: '500 after', mode: '500_after' },
  { title: 'cut before', mode: 'cut_before' },
  { title: 'cut after', mode: 'cut_after' },
  { title: 'slow', mode: 'slow', delayMs: 900 },
  { title: 'list lags', mode: 'cut_after', lagMs: 250 },
  { title: 'list lags past both look-ups', mode: '500_after', lagMs: 1500 },
  { title: '429', mode: '429' },
  { title: '401', mode: '401' },
  { title: '403', mode: '403' },
  { title: 'HTML of a firewall', mode: 'html' },
  { title: 'HTML after the commit', mode: 'html_after' },
];

/** A rule that makes one request of that kind fail so. */
export const failing = ({ mode, delayMs, lagMs }: Fault, on: { method: string; path: string }) => ({
  mode,
  on,
  times: 1,
  ...(delayMs === undefined ? {} : { delayMs }),
  ...(lagMs === undefined ? {} : { lagMs }),
});
