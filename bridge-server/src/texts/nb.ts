import { accessTexts } from './nb/access.ts';
import { answerWords } from './nb/answers.ts';
import { bridgeTexts } from './nb/bridge.ts';
import { browserTexts } from './nb/browser.ts';
import { deliveryTexts } from './nb/delivery.ts';
import { logWords } from './nb/log.ts';
import { operationTexts } from './nb/operations.ts';
import { pairingTexts } from './nb/pairing.ts';
import { personTexts } from './nb/person.ts';
import { requestTexts } from './nb/requests.ts';
import { ruleTexts } from './nb/rules.ts';
import { shopTexts } from './nb/shops.ts';
import { transferTexts } from './nb/transfers.ts';

export const nb = {
  ...accessTexts,
  ...browserTexts,
  ...requestTexts,
  ...pairingTexts,
  ...shopTexts,
  ...bridgeTexts,
  ...operationTexts,
  ...personTexts,
  ...transferTexts,
  ...ruleTexts,
  ...deliveryTexts,
};

export const nbWords = { ...answerWords, ...logWords };
