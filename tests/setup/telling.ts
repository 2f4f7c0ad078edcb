import type { Reason, Told } from '@kontor/shared/problem';
import { speakerFor } from '../../bridge-server/src/systems/speaker.ts';

/** Says things in English to whoever sits at the command line, as most tests read them. */
export const speaker = speakerFor({ language: 'en', audience: 'commandLine' });
/** A reason with its sentences. */
export const told = (reason: Reason): Reason & Told => ({ ...reason, ...speaker.told(reason) });
