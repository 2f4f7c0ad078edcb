import type { articleTexts as englishTexts, articleWords as englishWords } from '../en/articles.ts';
import type { Translated, TranslatedWords } from '../text.ts';

export const articleTexts = {
  'articles.missing': {
    title: 'Mange varer mangler',
    cause: 'Kontoret har oppgitt alle varene sine, og {missing, number} av de {known, number} kjente er ikke med.',
    remedy:
      'Se etter på kontoret om det stemmer. Hvis det gjør det, svarer du på oppgaven med "Det stemmer, overta". Inntil da leser butikken det som var kjent før.',
  },
  'articles.sold_out': {
    title: 'Mange varer er plutselig utsolgt',
    cause: 'Av {inStock, number} varer på lager har {newlyZero, number} ingen igjen, ifølge kontoret.',
    remedy:
      'Se etter på kontoret om det stemmer. Hvis det gjør det, svarer du på oppgaven med "Det stemmer, overta". Inntil da leser butikken det som var kjent før.',
  },
  'articles.none_told': {
    title: 'Ingen kontorsystemer oppgir varer',
    cause: 'Butikken har ingen tilkobling til et system som oppgir varer og lager.',
    remedy: {
      screen: 'Koble til et slikt system, for eksempel PowerOffice Go.',
      commandLine: 'Koble til et slikt system, for eksempel med: kontor connection add poweroffice.',
    },
  },
} as const satisfies Translated<typeof englishTexts>;

export const articleWords = {
  'articles.no_code': 'Den har ingen kode, så butikken kan ikke kjenne den igjen på varenummeret.',
  'articles.unreadable': 'Et felt kan ikke lagres, for eksempel et antall som ikke er et tall.',
  'articles.take': 'Det stemmer, overta',
  'articles.wait': 'Noe er galt, behold det som var kjent',
} as const satisfies TranslatedWords<typeof englishWords>;
