import type { collectingTexts as englishTexts, collectingWords as englishWords } from '../en/collecting.ts';
import type { Translated, TranslatedWords } from '../text.ts';

export const collectingTexts = {
  'held.column_unknown': {
    title: 'En tilordnet kolonne mangler',
    cause: 'Innstillingene nevner {columns}, men tabellen har disse kolonnene: {offered}.',
    remedy: 'Rett navnene på kolonnene i innstillingene for koblingen, bokstav for bokstav.',
  },
  'system.no_articles': {
    title: 'Systemet forteller ikke om varer',
    cause: '{target} forteller ikke om varer, så det er ingenting å forhåndsvise.',
    remedy: 'Oppgi en kobling til et system som gjør det, for eksempel en database eller en feed.',
  },
} as const satisfies Translated<typeof englishTexts>;

export const collectingWords = {
  'articles.no_id': 'Den har ingen id, så broen kan ikke kjenne den igjen.',
  'articles.no_number':
    'Antallet «{said}» er ikke et tall. Se på desimaltegnet i innstillingene og på dataene til kontoret.',
  'articles.no_switch': 'Om den er ute av bruk, kan ikke leses av «{said}». Ja, nei, 1 og 0 kan leses.',
  'articles.too_long': 'Et felt har mer enn {most, number} tegn. Det begynner med «{begins}».',
  'articles.twice': 'En annen rad har samme id. Den første gjelder.',
  'nothing.columns': 'ingen',
} as const satisfies TranslatedWords<typeof englishWords>;
