import type { Reason, Told } from '@kontor/shared/problem';
import { z } from 'zod';
import type { UnreadOrder } from '@kontor/shared/order';
import type { Speaker } from '../../texts/say.ts';
import type { StateDetail } from './transfer.ts';

/** What people read of a document besides its state and reason. Without a cause there is nothing to know or to do. */
export const telling = z.object({
  /** Short: it stands beside a dot in a list. */
  title: z.string(),
  cause: z.string().nullable(),
  remedy: z.string().nullable(),
});
export type Telling = z.infer<typeof telling>;

/** Reasons whose transfers go on by themselves. People read only the title, since there is nothing for them to do. */
const byItself =
  /^(wanted|claimed|behind|resolved|replay|changed|accepted)\.|^(sent|offered|fetched|accepted|elsewhere)\b/;

/**
 * What people read of a document besides its state and reason: what stands behind the reason. If the order has a newer
 * content that cannot be read, they also read that the document may not say what the order says now.
 */
export function tellingOf(
  { reason, detail, unread }: { reason: string; detail: Pick<StateDetail, 'why'>; unread: UnreadOrder | null },
  speaker: Speaker,
): Telling {
  const told = detail.why ? toldOf(reason, detail.why, speaker) : speaker.told({ code: reason });
  const isExplained = detail.why !== undefined || !byItself.test(reason);
  const cause = isExplained ? told.cause : null;
  const remedy = isExplained ? told.remedy : null;
  if (!unread) return { title: told.title, cause, remedy };
  const because = { because: unread.problem };
  return {
    title: told.title,
    cause: speaker.word(
      cause === null
        ? { word: 'unread.later', values: { because } }
        : { word: 'unread.besides', values: { cause, because } },
    ),
    remedy: [remedy, speaker.told(unread.problem).remedy].filter((text) => text !== null).join(' '),
  };
}

/**
 * A lost answer, or a held connection, where the call is simply repeated: people read what happened, and that it is
 * repeated.
 */
function toldOf(reason: string, why: Reason, speaker: Speaker): Told {
  const told = speaker.told(why);
  if (!reason.startsWith('retry.')) return told;
  if (why.code.startsWith('doubt.')) return { ...told, remedy: speaker.told({ code: 'retry.later' }).remedy };
  return why.code.startsWith('held.') ? { ...told, remedy: speaker.told({ code: 'retry.held' }).remedy } : told;
}
