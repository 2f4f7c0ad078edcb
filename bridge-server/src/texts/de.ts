import { accessTexts } from './de/access.ts';
import { answerWords } from './de/answers.ts';
import { bridgeTexts } from './de/bridge.ts';
import { browserTexts } from './de/browser.ts';
import { deliveryTexts } from './de/delivery.ts';
import { logWords } from './de/log.ts';
import { operationTexts } from './de/operations.ts';
import { pairingTexts } from './de/pairing.ts';
import { personTexts } from './de/person.ts';
import { requestTexts } from './de/requests.ts';
import { ruleTexts } from './de/rules.ts';
import { shopTexts } from './de/shops.ts';
import { transferTexts } from './de/transfers.ts';

export const de = {
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

export const deWords = { ...answerWords, ...logWords };
