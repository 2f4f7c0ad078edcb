import { z } from 'zod';
import type { Option } from '../systems/contract-report.ts';
import type { Speaker } from '../texts/say.ts';

/** A value to choose, with its label. */
export const optionView = z.object({ value: z.string(), label: z.string() });

/** The label is the system's own, or words of a catalogue in the language of the speaker. */
export const optionOf = (option: Option, speaker: Speaker): z.input<typeof optionView> => ({
  value: option.value,
  label: 'word' in option ? speaker.word(option) : option.label,
});
