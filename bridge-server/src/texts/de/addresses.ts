import type { addressTexts as englishTexts, addressWords as englishWords } from '../en/addresses.ts';
import type { Translated, TranslatedWords } from '../text.ts';

export const addressTexts = {
  'addresses.missing': {
    title: 'Viele Adressen fehlen',
    cause:
      'Das Büro hat alle seine Adressen genannt, und {missing, number} der {known, number} bekannten sind nicht darunter.',
    remedy:
      'Sehen Sie im Büro nach, ob das stimmt. Wenn ja, beantworten Sie die Aufgabe mit "Das stimmt, übernehmen". Bis dahin gilt für die Bridge, was vorher bekannt war.',
  },
  'addresses.none_told': {
    title: 'Kein Büro nennt Adressen',
    cause: 'Der Shop hat keine Verbindung zu einem System, das Adressen nennt.',
    remedy: {
      screen: 'Verbinden Sie ein solches System, zum Beispiel PowerOffice Go.',
      commandLine: 'Verbinden Sie ein solches System, zum Beispiel mit: kontor connection add poweroffice.',
    },
  },
} as const satisfies Translated<typeof englishTexts>;

export const addressWords = {
  'addresses.unreadable': 'Ein Feld lässt sich nicht speichern, zum Beispiel ein Name mit einem halben Zeichen.',
  'addresses.likeness':
    '{trait, select, name {Der Name} number {Die Kundennummer} id {Die Organisations- oder USt-Nummer} email {Die E-Mail-Adresse} phone {Die Telefonnummer} other {Der Ort}} {likeness, select, same {stimmt überein} similar {ist ähnlich} family {hat denselben Nachnamen und einen anderen Vornamen} other {weicht ab}}.',
  'addresses.outcome':
    '{outcome, select, matched {Das Büro kennt den Kunden.} unclear {Jemand im Büro könnte der Kunde sein.} new {Das Büro kennt den Kunden nicht.} other {Die Adressen des Büros wurden noch nicht gelesen.}}',
  'addresses.take': 'Das stimmt, übernehmen',
  'addresses.wait': 'Da stimmt etwas nicht, Bekanntes behalten',
} as const satisfies TranslatedWords<typeof englishWords>;
