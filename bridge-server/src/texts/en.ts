import { accessTexts } from './en/access.ts';
import { pairingTexts } from './en/pairing.ts';
import { requestTexts } from './en/requests.ts';

export const en = { ...accessTexts, ...requestTexts, ...pairingTexts };
