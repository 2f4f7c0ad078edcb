import { z } from 'zod';

/** `PUT /v1/shops/{shop}/files/{sha256}`: what the bridge has now. */
export const fileAnswer = z.object({
  sha256: z.string(),
  /** In bytes. */
  size: z.int(),
  /** By the content of the file, whatever its name says. */
  mediaType: z.string(),
  /** The bridge had the file before. */
  already: z.boolean(),
});
export type FileAnswer = z.infer<typeof fileAnswer>;

/** The largest file. */
export const fileLimitBytes = 10 * 1024 * 1024;
/** The most files of one order. */
export const filesPerOrder = 20;
/** The order's meta fields that name files: `_kontor_file_1` up to `_kontor_file_20`. */
export const fileFieldPattern = /^_kontor_file_([1-9]\d{0,3})$/;

/** What such a meta field holds, as JSON. */
export const namedFile = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().max(255),
  purpose: z.string().max(100).default(''),
  /** The id of the order that the file is of, since a copy of an order has its meta fields too. Without it: this order. */
  order: z
    .union([z.string(), z.int()])
    .transform((id) => String(id))
    .optional(),
});
export type NamedFile = z.infer<typeof namedFile>;
