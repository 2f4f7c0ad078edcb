import { accessTexts } from './en/access.ts';
import { answerWords } from './en/answers.ts';
import { bridgeTexts } from './en/bridge.ts';
import { browserTexts } from './en/browser.ts';
import { deliveryTexts } from './en/delivery.ts';
import { logWords } from './en/log.ts';
import { operationTexts } from './en/operations.ts';
import { pairingTexts } from './en/pairing.ts';
import { personTexts } from './en/person.ts';
import { requestTexts } from './en/requests.ts';
import { ruleTexts } from './en/rules.ts';
import { shopTexts } from './en/shops.ts';
import { transferTexts } from './en/transfers.ts';

export const en = {
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

export const enWords = { ...answerWords, ...logWords };
