import type { orderTexts as english } from '../en/orders.ts';
import type { Translated } from '../text.ts';

/** Why an order of the shop cannot be read. */
export const orderTexts = {
  'order.not_an_order': {
    title: 'Dette er ikke en ordre',
    cause: 'Innholdet har ingen numerisk ID, så det er ikke en ordre.',
    remedy:
      'Hvis ordren er slettet i mellomtiden, er det ingenting å gjøre. Se ellers på hva butikken sendte: det kan være en feilmelding i stedet for ordren.',
  },
  'order.currency_unknown': {
    title: 'Valutaen finnes ikke',
    cause: 'Valutaen til {what, select, refund {en refusjon av ordren} other {ordren}} er ikke en kode etter ISO 4217.',
    remedy: 'Bruk en ekte valuta i butikken. Poeng og verdikuponger fra utvidelser kan ikke bokføres.',
  },
  'order.amount_unreadable': {
    title: 'Et beløp kan ikke leses',
    cause:
      '{field} i {what, select, refund {en refusjon av ordren} other {ordren}} er {found}, og det er ikke et desimalbeløp.',
    remedy: 'Se etter en utvidelse som endrer svarene fra REST API-et i WooCommerce, og beregn så ordren på nytt.',
  },
  'order.field_unreadable': {
    title: 'Et felt i ordren kan ikke leses',
    cause:
      '{field} i {what, select, refund {en refusjon av ordren} other {ordren}} mangler eller er ikke slik REST API v3 i WooCommerce gir det: {found}',
    remedy:
      'Send ordren slik REST API v3 i WooCommerce gir den. Gjør du det allerede, se etter en utvidelse som endrer svarene fra REST API-et.',
  },
  'order.totals_disagree': {
    title: 'Summene i ordren stemmer ikke',
    cause: '{where}: ordren sier {said}, men delene blir {added}.',
    remedy:
      'Åpne ordren i butikken og beregn den på nytt. Hvis det ikke hjelper, endrer en utvidelse summene uten å legge til en linje for det (gavekort, tillegg). La utvidelsen legge til en gebyrlinje.',
  },
} as const satisfies Translated<typeof english>;
