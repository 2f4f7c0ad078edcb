import { z } from 'zod';

/** A problem in an answer: its code, and what the catalogue says of it to whoever asks. */
export const said = z.object({ code: z.string(), title: z.string(), cause: z.string(), remedy: z.string() });
