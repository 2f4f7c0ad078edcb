import type { orderTexts as english } from '../en/orders.ts';
import type { Translated } from '../text.ts';

/** Why an order of the shop cannot be read. */
export const orderTexts = {
  'order.not_an_order': {
    title: 'Dette er ingen ordre',
    cause: 'Innholdet har ingen numerisk ID, så det er ingen ordre.',
    remedy:
      'Hvis ordren er slettet i mellomtiden, er det ingenting å gjøre. Se ellers på hva butikken sendte: det kan være en feilmelding i stedet for ordren.',
  },
  'order.currency_unknown': {
    title: 'Valutaen er ukjent',
    cause: 'Valutaen til {what, select, refund {en refusjon av ordren} other {ordren}} er ingen kode etter ISO 4217.',
    remedy: 'Bruk en ordentlig valuta i butikken; poeng og verdikuponger fra utvidelser kan ikke bokføres.',
  },
  'order.amount_unreadable': {
    title: 'Et beløp kan ikke leses',
    cause:
      '{field} i {what, select, refund {en refusjon av ordren} other {ordren}} er {found}, og det er ikke et desimalbeløp.',
    remedy: 'Se etter en utvidelse som endrer REST-svarene til WooCommerce, og beregn ordren på nytt.',
  },
  'order.field_unreadable': {
    title: 'Et felt i ordren kan ikke leses',
    cause:
      '{field} i {what, select, refund {en refusjon av ordren} other {ordren}} mangler eller er ikke slik REST API v3 i WooCommerce gir det: {found}',
    remedy:
      'Send ordren slik REST API v3 i WooCommerce gir den. Hvis den allerede er det, se etter en utvidelse som endrer REST-svar.',
  },
  'order.totals_disagree': {
    title: 'Summene i ordren stemmer ikke',
    cause: '{where}: ordren sier {said}, men delene blir {added}.',
    remedy:
      'Åpne ordren i butikken og beregn den på nytt. Hvis det fortsetter, endrer en utvidelse summene uten en linje for det (gavekort, tillegg): la den legge til en gebyrlinje.',
  },
} as const satisfies Translated<typeof english>;
