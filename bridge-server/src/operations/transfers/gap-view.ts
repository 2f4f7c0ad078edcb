import { z } from 'zod';
import type { Gap } from '../../systems/contract.ts';
import type { Speaker } from '../../texts/say.ts';
import { optionOf, optionView } from '../option-view.ts';
import { problemText as explanation } from '@kontor/shared/problem';

/** Why no document can be planned, and the question that a person may answer instead of mending the cause. */
export const gapView = explanation.extend({
  question: z.object({ name: z.string(), options: z.array(optionView) }).optional(),
});

export const gapOf = (gap: Gap, speaker: Speaker): z.input<typeof gapView> => ({
  ...speaker.told(gap),
  ...(gap.question
    ? {
        question: { name: gap.question.name, options: gap.question.options.map((option) => optionOf(option, speaker)) },
      }
    : {}),
});
