import { accessTexts } from './nb/access.ts';
import { addressTexts, addressWords } from './nb/addresses.ts';
import { alarmTexts, alarmWords } from './nb/alarms.ts';
import { answerWords } from './nb/answers.ts';
import { articleTexts, articleWords } from './nb/articles.ts';
import { bridgeTexts } from './nb/bridge.ts';
import { browserTexts } from './nb/browser.ts';
import { callWords } from './nb/calls.ts';
import { collectingTexts, collectingWords } from './nb/collecting.ts';
import { deliveryTexts } from './nb/delivery.ts';
import { doctorTexts } from './nb/doctor.ts';
import { fileTexts } from './nb/files.ts';
import { customerGapTexts } from './nb/gaps-customer.ts';
import { documentGapTexts } from './nb/gaps-document.ts';
import { lineGapTexts } from './nb/gaps-lines.ts';
import { logWords } from './nb/log.ts';
import { officeTexts } from './nb/office.ts';
import { operationTexts } from './nb/operations.ts';
import { orderTexts } from './nb/orders.ts';
import { pairingTexts } from './nb/pairing.ts';
import { peopleTexts, peopleWords } from './nb/people.ts';
import { personTexts } from './nb/person.ts';
import { requestTexts } from './nb/requests.ts';
import { ruleTexts } from './nb/rules.ts';
import { settingWords } from './nb/settings.ts';
import { shopReadingTexts } from './nb/shop-reading.ts';
import { shopTexts } from './nb/shops.ts';
import { transferTexts } from './nb/transfers.ts';
import { vendorTexts } from './nb/vendor.ts';
import { webhookTexts } from './nb/webhooks.ts';
import { words } from './nb/words.ts';

export const nb = {
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

export const nbWords = {
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
