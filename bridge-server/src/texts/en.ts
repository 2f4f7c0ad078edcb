import { accessTexts } from './en/access.ts';
import { browserTexts } from './en/browser.ts';
import { pairingTexts } from './en/pairing.ts';
import { requestTexts } from './en/requests.ts';

export const en = { ...accessTexts, ...browserTexts, ...requestTexts, ...pairingTexts };
