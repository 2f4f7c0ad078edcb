import { createHash } from 'node:crypto';

/** Names the settings by which something was read. When it differs, a mark of an earlier run says nothing. */
export const settingsFingerprint = (settings: object): string =>
  createHash('sha256').update(JSON.stringify(settings)).digest('base64url').slice(0, 16);
