import type { orderTexts as english } from '../en/orders.ts';
import type { Translated } from '../text.ts';

/** Why an order of the shop cannot be read. */
export const orderTexts = {
  'order.not_an_order': {
    title: 'Das ist keine Bestellung',
    cause: 'Der Inhalt hat keine numerische ID, ist also keine Bestellung.',
    remedy:
      'Wurde die Bestellung inzwischen gelöscht, ist nichts zu tun. Sehen Sie sonst nach, was der Shop gesendet hat: Es kann eine Fehlermeldung anstelle der Bestellung sein.',
  },
  'order.currency_unknown': {
    title: 'Diese Währung gibt es nicht',
    cause:
      'Die Währung {what, select, refund {einer Erstattung der Bestellung} other {der Bestellung}} ist kein Code nach ISO 4217.',
    remedy: 'Verwenden Sie im Shop eine echte Währung. Punkte und Gutscheine von Plugins lassen sich nicht buchen.',
  },
  'order.amount_unreadable': {
    title: 'Ein Betrag ist nicht lesbar',
    cause:
      '{field} {what, select, refund {einer Erstattung der Bestellung} other {der Bestellung}} ist {found}; das ist kein Dezimalbetrag.',
    remedy:
      'Suchen Sie nach einem Plugin, das die Antworten der REST-API von WooCommerce verändert, und berechnen Sie die Bestellung dann neu.',
  },
  'order.field_unreadable': {
    title: 'Ein Feld der Bestellung ist nicht lesbar',
    cause:
      '{field} {what, select, refund {einer Erstattung der Bestellung} other {der Bestellung}} fehlt oder ist nicht so, wie die REST-API v3 von WooCommerce es liefert: {found}',
    remedy:
      'Senden Sie die Bestellung so, wie die REST-API v3 von WooCommerce sie liefert. Tun Sie das schon, suchen Sie nach einem Plugin, das die Antworten der REST-API verändert.',
  },
  'order.totals_disagree': {
    title: 'Die Summen der Bestellung gehen nicht auf',
    cause: '{where}: Die Bestellung nennt {said}, ihre Teile ergeben aber {added}.',
    remedy:
      'Öffnen Sie die Bestellung im Shop und berechnen Sie sie neu. Hilft das nicht, ändert ein Plugin die Summen, ohne eine Position dafür anzulegen (Geschenkkarte, Zuschlag). Lassen Sie dieses Plugin eine Gebühr hinzufügen.',
  },
} as const satisfies Translated<typeof english>;
