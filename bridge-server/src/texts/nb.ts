import { accessTexts } from './nb/access.ts';
import { callWords } from './nb/calls.ts';
import { customerGapTexts } from './nb/gaps-customer.ts';
import { documentGapTexts } from './nb/gaps-document.ts';
import { lineGapTexts } from './nb/gaps-lines.ts';
import { orderTexts } from './nb/orders.ts';
import { pairingTexts } from './nb/pairing.ts';
import { requestTexts } from './nb/requests.ts';
import { vendorTexts } from './nb/vendor.ts';
import { settingWords } from './nb/settings.ts';
import { words } from './nb/words.ts';

export const nb = {
  ...accessTexts,
  ...requestTexts,
  ...pairingTexts,
  ...orderTexts,
  ...lineGapTexts,
  ...customerGapTexts,
  ...documentGapTexts,
  ...vendorTexts,
};

export const nbWords = { ...words, ...callWords, ...settingWords };
