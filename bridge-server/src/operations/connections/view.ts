import { z } from 'zod';
import type { Connection } from '../../shops/connection.ts';
import { rules } from '../../shops/rules.ts';
import type { Parts } from '../operation.ts';
import { heldOf, heldView } from './held-view.ts';
import type { Speaker } from '../../texts/say.ts';

/** A connection with its rules and settings, without its credentials. */
export const connectionDetail = z.object({
  connection: z.string(),
  system: z.string(),
  account: z.string(),
  ...rules.shape,
  settings: z.unknown(),
  paused: z.boolean(),
  held: heldView.nullable(),
});

export const connectionDetailOf = async (
  parts: Parts,
  connection: Connection,
  speaker: Speaker,
): Promise<z.input<typeof connectionDetail>> => {
  const { id, system, accountName, rules: itsRules, settings, paused } = connection;
  return {
    connection: id,
    system,
    account: accountName,
    ...itsRules,
    settings,
    paused,
    held: await heldOf(parts, connection, speaker),
  };
};
