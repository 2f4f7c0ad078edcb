import type { articleTexts as englishTexts, articleWords as englishWords } from '../en/articles.ts';
import type { Translated, TranslatedWords } from '../text.ts';

export const articleTexts = {
  'articles.missing': {
    title: 'Viele Artikel fehlen',
    cause:
      'Das Büro hat alle seine Artikel genannt, und {missing, number} der {known, number} bekannten sind nicht darunter.',
    remedy:
      'Sehen Sie im Büro nach, ob das stimmt. Wenn ja, beantworten Sie die Aufgabe mit "Das stimmt, übernehmen". Bis dahin liest der Shop, was vorher bekannt war.',
  },
  'articles.sold_out': {
    title: 'Viele Artikel sind plötzlich ausverkauft',
    cause:
      'Von {inStock, number} Artikeln mit Bestand haben nach den Angaben des Büros {newlyZero, number} keinen mehr.',
    remedy:
      'Sehen Sie im Büro nach, ob das stimmt. Wenn ja, beantworten Sie die Aufgabe mit "Das stimmt, übernehmen". Bis dahin liest der Shop, was vorher bekannt war.',
  },
  'articles.none_told': {
    title: 'Kein Büro nennt Artikel',
    cause: 'Der Shop hat keine Verbindung zu einem System, das Artikel und ihren Bestand nennt.',
    remedy: {
      screen: 'Verbinden Sie ein solches System, zum Beispiel PowerOffice Go.',
      commandLine: 'Verbinden Sie ein solches System, zum Beispiel mit: kontor connection add poweroffice.',
    },
  },
} as const satisfies Translated<typeof englishTexts>;

export const articleWords = {
  'articles.no_code': 'Er hat keinen Code, sodass der Shop ihn nicht an der Artikelnummer erkennen kann.',
  'articles.unreadable': 'Ein Feld lässt sich nicht speichern, zum Beispiel eine Menge, die keine Zahl ist.',
  'articles.take': 'Das stimmt, übernehmen',
  'articles.wait': 'Da stimmt etwas nicht, Bekanntes behalten',
} as const satisfies TranslatedWords<typeof englishWords>;
