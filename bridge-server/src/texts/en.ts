import { accessTexts } from './en/access.ts';
import { callWords } from './en/calls.ts';
import { customerGapTexts } from './en/gaps-customer.ts';
import { documentGapTexts } from './en/gaps-document.ts';
import { lineGapTexts } from './en/gaps-lines.ts';
import { orderTexts } from './en/orders.ts';
import { pairingTexts } from './en/pairing.ts';
import { requestTexts } from './en/requests.ts';
import { vendorTexts } from './en/vendor.ts';
import { settingWords } from './en/settings.ts';
import { words } from './en/words.ts';

export const en = {
  ...accessTexts,
  ...requestTexts,
  ...pairingTexts,
  ...orderTexts,
  ...lineGapTexts,
  ...customerGapTexts,
  ...documentGapTexts,
  ...vendorTexts,
};

export const enWords = { ...words, ...callWords, ...settingWords };
