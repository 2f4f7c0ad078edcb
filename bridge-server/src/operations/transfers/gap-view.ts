import { z } from 'zod';
import type { Gap } from '../../systems/contract.ts';
import type { Speaker } from '../../texts/say.ts';
import { optionOf, optionView } from '../option-view.ts';
import { told as said } from '@kontor/shared/problem';

/** Why no document can be planned, and what may be decided in place of mending it. */
export const gapView = said.extend({
  question: z.object({ name: z.string(), options: z.array(optionView) }).optional(),
});

export const gapOf = (gap: Gap, speaker: Speaker): z.input<typeof gapView> => ({
  ...speaker.told(gap),
  ...(gap.question
    ? { question: { name: gap.question.name, options: gap.question.options.map((one) => optionOf(one, speaker)) } }
    : {}),
});
