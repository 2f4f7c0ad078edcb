import { z } from 'zod';
import type { Option } from '../systems/contract-report.ts';
import type { Speaker } from '../texts/say.ts';

/** What may be chosen. */
export const optionView = z.object({ value: z.string(), label: z.string() });

/** An option as people read it: by the system's own label, or by words of ours. */
export const optionOf = (option: Option, speaker: Speaker): z.input<typeof optionView> => ({
  value: option.value,
  label: 'word' in option ? speaker.word(option) : option.label,
});
