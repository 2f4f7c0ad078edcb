import { bridgeOver, type BridgeClient, type ConversationSettings } from './conversation.ts';
import type { Translate } from './problems.ts';
import { keysInIndexedDb } from './storage.ts';

export type { BridgeAnswer, BridgeProblem } from './answer.ts';
export type { BridgeClient, ConversationSettings, Question } from './conversation.ts';
export type { Way } from './way.ts';

/**
 * The bridge for a page of the shop. `translate`: `__` of WordPress's i18n, for the problems that the page itself
 * tells.
 */
export function createBridge(settings: ConversationSettings, translate: Translate = (text) => text): BridgeClient {
  return bridgeOver(settings, {
    fetch: (...request) => window.fetch(...request),
    // A page without https has no `crypto.subtle`, although TypeScript says that it does.
    subtle: (window.crypto as Partial<Crypto>).subtle ?? null,
    keys: keysInIndexedDb(settings.shop),
    memory: sessionMemory(),
    page: window.location.href,
    translate,
    now: Date.now,
    newId: () => Array.from(window.crypto.getRandomValues(new Uint8Array(16)), hexadecimal).join(''),
    patience: 8000,
  });
}

const hexadecimal = (byte: number): string => byte.toString(16).padStart(2, '0');

/** Null if the browser stores nothing for this site. */
function sessionMemory(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}
