import { accessTexts } from './de/access.ts';
import { pairingTexts } from './de/pairing.ts';
import { requestTexts } from './de/requests.ts';

export const de = { ...accessTexts, ...requestTexts, ...pairingTexts };
