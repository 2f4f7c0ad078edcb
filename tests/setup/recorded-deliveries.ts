import { readFileSync, readdirSync } from 'node:fs';
import { z } from 'zod';

const folder = new URL('../fixtures/woocommerce/webhooks/', import.meta.url);

/** A delivery of a webhook as a real WooCommerce sent it: its headers, and its body byte by byte. */
export interface RecordedDelivery {
  name: string;
  headers: Record<string, string>;
  body: string;
  /** The secret by which it is signed; the ping is not signed. */
  secret: string | undefined;
}

const recorded = z.object({
  raw_headers: z.array(z.string()),
  body_raw: z.string(),
  secret: z.string().optional(),
});

/** Every delivery that was recorded, by the names of their files. */
export function recordedDeliveries(): RecordedDelivery[] {
  return readdirSync(folder)
    .sort()
    .map((file) => {
      const {
        raw_headers: raw,
        body_raw: body,
        secret,
      } = recorded.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
      const headers = Object.fromEntries(
        raw.flatMap((name, index) => (index % 2 === 0 ? [[name.toLowerCase(), raw[index + 1] ?? '']] : [])),
      );
      return { name: file.replace('.json', ''), headers, body, secret };
    });
}
