import { accessTexts } from './nb/access.ts';
import { browserTexts } from './nb/browser.ts';
import { pairingTexts } from './nb/pairing.ts';
import { requestTexts } from './nb/requests.ts';

export const nb = { ...accessTexts, ...browserTexts, ...requestTexts, ...pairingTexts };
