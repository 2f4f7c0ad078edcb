import { accessTexts } from './de/access.ts';
import { callWords } from './de/calls.ts';
import { customerGapTexts } from './de/gaps-customer.ts';
import { documentGapTexts } from './de/gaps-document.ts';
import { lineGapTexts } from './de/gaps-lines.ts';
import { orderTexts } from './de/orders.ts';
import { pairingTexts } from './de/pairing.ts';
import { requestTexts } from './de/requests.ts';
import { vendorTexts } from './de/vendor.ts';
import { settingWords } from './de/settings.ts';
import { words } from './de/words.ts';

export const de = {
  ...accessTexts,
  ...requestTexts,
  ...pairingTexts,
  ...orderTexts,
  ...lineGapTexts,
  ...customerGapTexts,
  ...documentGapTexts,
  ...vendorTexts,
};

export const deWords = { ...words, ...callWords, ...settingWords };
