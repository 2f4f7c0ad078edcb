import type { Reason, Told } from '@kontor/shared/problem';
import { z } from 'zod';
import type { UnreadOrder } from '@kontor/shared/order';
import type { Speaker } from '../../texts/say.ts';
import type { StateDetail } from './transfer.ts';

/** What is told of a document besides its state and reason. Without a cause there is nothing to know, or to do. */
export const telling = z.object({
  /** Short: it stands beside a dot in a list. */
  title: z.string(),
  cause: z.string().nullable(),
  remedy: z.string().nullable(),
});
export type Telling = z.infer<typeof telling>;

/** Where a reason goes on by itself, only its title is told: what stands behind it is nobody's concern. */
const byItself =
  /^(wanted|claimed|behind|resolved|replay|changed|accepted)\.|^(sent|offered|fetched|accepted|elsewhere)\b/;

/**
 * What is told of a document besides its state and reason: what stands behind the reason and, where the order has changed since in
 * a way that cannot be read, that its document may not say what the order says now.
 */
export function tellingOf(
  { reason, detail, unread }: { reason: string; detail: Pick<StateDetail, 'why'>; unread: UnreadOrder | null },
  speaker: Speaker,
): Telling {
  const own = detail.why ? toldOf(reason, detail.why, speaker) : speaker.told({ code: reason });
  const isTold = detail.why !== undefined || !byItself.test(reason);
  const cause = isTold ? own.cause : null;
  const remedy = isTold ? own.remedy : null;
  if (!unread) return { title: own.title, cause, remedy };
  const because = { because: unread.problem };
  return {
    title: own.title,
    cause: speaker.word(
      cause === null
        ? { word: 'unread.later', values: { because } }
        : { word: 'unread.besides', values: { cause, because } },
    ),
    remedy: [remedy, speaker.told(unread.problem).remedy].filter((text) => text !== null).join(' '),
  };
}

/** What was lost, or turned away, on a call that may be repeated is told as what it was; what is done about it is another thing. */
function toldOf(reason: string, why: Reason, speaker: Speaker): Told {
  const told = speaker.told(why);
  if (!reason.startsWith('retry.')) return told;
  if (why.code.startsWith('doubt.')) return { ...told, remedy: speaker.told({ code: 'retry.later' }).remedy };
  return why.code.startsWith('held.') ? { ...told, remedy: speaker.told({ code: 'retry.held' }).remedy } : told;
}
