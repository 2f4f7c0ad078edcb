import { accessTexts } from './de/access.ts';
import { addressTexts, addressWords } from './de/addresses.ts';
import { alarmTexts, alarmWords } from './de/alarms.ts';
import { answerWords } from './de/answers.ts';
import { articleTexts, articleWords } from './de/articles.ts';
import { bridgeTexts } from './de/bridge.ts';
import { browserTexts } from './de/browser.ts';
import { callWords } from './de/calls.ts';
import { collectingTexts, collectingWords } from './de/collecting.ts';
import { deliveryTexts } from './de/delivery.ts';
import { doctorTexts } from './de/doctor.ts';
import { fileTexts } from './de/files.ts';
import { customerGapTexts } from './de/gaps-customer.ts';
import { documentGapTexts } from './de/gaps-document.ts';
import { lineGapTexts } from './de/gaps-lines.ts';
import { logWords } from './de/log.ts';
import { officeTexts } from './de/office.ts';
import { operationTexts } from './de/operations.ts';
import { orderTexts } from './de/orders.ts';
import { pairingTexts } from './de/pairing.ts';
import { peopleTexts, peopleWords } from './de/people.ts';
import { personTexts } from './de/person.ts';
import { requestTexts } from './de/requests.ts';
import { ruleTexts } from './de/rules.ts';
import { settingWords } from './de/settings.ts';
import { shopReadingTexts } from './de/shop-reading.ts';
import { shopTexts } from './de/shops.ts';
import { transferTexts } from './de/transfers.ts';
import { vendorTexts } from './de/vendor.ts';
import { webhookTexts } from './de/webhooks.ts';
import { words } from './de/words.ts';

export const de = {
  ...accessTexts,
  ...browserTexts,
  ...requestTexts,
  ...pairingTexts,
  ...shopTexts,
  ...shopReadingTexts,
  ...webhookTexts,
  ...bridgeTexts,
  ...officeTexts,
  ...operationTexts,
  ...personTexts,
  ...peopleTexts,
  ...articleTexts,
  ...addressTexts,
  ...collectingTexts,
  ...doctorTexts,
  ...alarmTexts,
  ...transferTexts,
  ...ruleTexts,
  ...deliveryTexts,
  ...orderTexts,
  ...lineGapTexts,
  ...customerGapTexts,
  ...documentGapTexts,
  ...fileTexts,
  ...vendorTexts,
};

export const deWords = {
  ...words,
  ...callWords,
  ...settingWords,
  ...answerWords,
  ...alarmWords,
  ...logWords,
  ...peopleWords,
  ...articleWords,
  ...addressWords,
  ...collectingWords,
};
