import type { Bridge } from '../open.ts';
import type { Output } from './output.ts';

export interface CommandContext { bridge: Bridge; output: Output }

/** Wraps a command's work: opens the bridge's database before it, closes it after, and turns refusals into exit codes. */
export type Run = <Arguments extends unknown[]>(work: (context: CommandContext, ...given: Arguments) => Promise<void>) => (...given: Arguments) => Promise<void>;
