import { accessTexts } from './de/access.ts';
import { browserTexts } from './de/browser.ts';
import { pairingTexts } from './de/pairing.ts';
import { requestTexts } from './de/requests.ts';

export const de = { ...accessTexts, ...browserTexts, ...requestTexts, ...pairingTexts };
