import type { addressTexts as englishTexts, addressWords as englishWords } from '../en/addresses.ts';
import type { Translated, TranslatedWords } from '../text.ts';

export const addressTexts = {
  'addresses.missing': {
    title: 'Mange adresser mangler',
    cause: 'Kontoret har oppgitt alle adressene sine, og {missing, number} av de {known, number} kjente er ikke med.',
    remedy:
      'Se etter på kontoret om det stemmer. Hvis det gjør det, svarer du på oppgaven med "Det stemmer, overta". Inntil da gjelder det som var kjent før.',
  },
  'addresses.none_told': {
    title: 'Ingen kontorsystemer oppgir adresser',
    cause: 'Butikken har ingen tilkobling til et system som oppgir adresser.',
    remedy: {
      screen: 'Koble til et slikt system, for eksempel PowerOffice Go.',
      commandLine: 'Koble til et slikt system, for eksempel med: kontor connection add poweroffice.',
    },
  },
} as const satisfies Translated<typeof englishTexts>;

export const addressWords = {
  'addresses.unreadable': 'Et felt kan ikke lagres, for eksempel et navn med et halvt tegn.',
  'addresses.likeness':
    '{trait, select, name {Navnet} number {Kundenummeret} id {Organisasjons- eller mva-nummeret} email {E-postadressen} phone {Telefonnummeret} other {Stedet}} {likeness, select, same {er det samme} similar {ligner} family {har samme etternavn og et annet fornavn} other {er et annet}}.',
  'addresses.outcome':
    '{outcome, select, matched {Kontoret kjenner kunden.} unclear {Noen på kontoret kan være kunden.} new {Kontoret kjenner ikke kunden.} other {Adressene til kontoret er ikke lest ennå.}}',
  'addresses.take': 'Det stemmer, overta',
  'addresses.wait': 'Noe er galt, behold det som var kjent',
} as const satisfies TranslatedWords<typeof englishWords>;
