import type { collectingTexts as englishTexts, collectingWords as englishWords } from '../en/collecting.ts';
import type { Translated, TranslatedWords } from '../text.ts';

export const collectingTexts = {
  'held.column_unknown': {
    title: 'Eine zugeordnete Spalte fehlt',
    cause: 'Die Einstellungen nennen {columns}, die Tabelle hat aber diese Spalten: {offered}.',
    remedy: 'Berichtigen Sie die Namen der Spalten in den Einstellungen der Verbindung, Buchstabe für Buchstabe.',
  },
  'system.no_articles': {
    title: 'Das System kennt keine Artikel',
    cause: '{target} gibt keine Auskunft über Artikel, deshalb gibt es keine Vorschau.',
    remedy: 'Nennen Sie eine Verbindung zu einem System mit Artikeln, etwa zu einer Datenbank oder einem Feed.',
  },
} as const satisfies Translated<typeof englishTexts>;

export const collectingWords = {
  'articles.no_id': 'Er hat keine Kennung, sodass die Brücke ihn nicht wiedererkennen kann.',
  'articles.no_number':
    'Die Menge „{said}“ ist keine Zahl. Prüfen Sie das Dezimalzeichen in den Einstellungen und die Daten des Büros.',
  'articles.no_switch': 'Ob er außer Gebrauch ist, lässt sich aus „{said}“ nicht lesen. Lesbar sind ja, nein, 1 und 0.',
  'articles.too_long': 'Ein Feld hat mehr als {most, number} Zeichen. Es beginnt mit „{begins}“.',
  'articles.twice': 'Eine andere Zeile hat dieselbe Kennung. Die erste gilt.',
  'nothing.columns': 'keine',
} as const satisfies TranslatedWords<typeof englishWords>;
