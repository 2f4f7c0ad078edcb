import { accessTexts } from './en/access.ts';
import { addressTexts, addressWords } from './en/addresses.ts';
import { alarmTexts, alarmWords } from './en/alarms.ts';
import { answerWords } from './en/answers.ts';
import { articleTexts, articleWords } from './en/articles.ts';
import { bridgeTexts } from './en/bridge.ts';
import { browserTexts } from './en/browser.ts';
import { callWords } from './en/calls.ts';
import { collectingTexts, collectingWords } from './en/collecting.ts';
import { deliveryTexts } from './en/delivery.ts';
import { doctorTexts } from './en/doctor.ts';
import { fileTexts } from './en/files.ts';
import { customerGapTexts } from './en/gaps-customer.ts';
import { documentGapTexts } from './en/gaps-document.ts';
import { lineGapTexts } from './en/gaps-lines.ts';
import { logWords } from './en/log.ts';
import { officeTexts } from './en/office.ts';
import { operationTexts } from './en/operations.ts';
import { orderTexts } from './en/orders.ts';
import { pairingTexts } from './en/pairing.ts';
import { peopleTexts, peopleWords } from './en/people.ts';
import { personTexts } from './en/person.ts';
import { requestTexts } from './en/requests.ts';
import { ruleTexts } from './en/rules.ts';
import { settingWords } from './en/settings.ts';
import { shopReadingTexts } from './en/shop-reading.ts';
import { shopTexts } from './en/shops.ts';
import { transferTexts } from './en/transfers.ts';
import { vendorTexts } from './en/vendor.ts';
import { webhookTexts } from './en/webhooks.ts';
import { words } from './en/words.ts';

export const en = {
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

export const enWords = {
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
