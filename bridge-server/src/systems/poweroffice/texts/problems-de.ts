import type { problems as english } from './problems-en.ts';
import type { Translated } from '../../../texts/text.ts';

/** What Go alone has to say, and what of a refusal it says better than the bridge's own texts. */
export const problemsInGerman = {
  'held.unauthorized': {
    title: 'PowerOffice lehnt den Schlüssel ab',
    cause: '{said}',
    remedy:
      'Vermutlich ist die Erweiterung in Go nicht aktiv: Meny › Innstillinger › Utvidelser, Haken bei Aktiv. Kopieren Sie sonst den Client-Key erneut; alle Schlüssel müssen zur selben Umgebung gehören.',
  },
  'held.forbidden': {
    title: 'PowerOffice verweigert ein Recht',
    cause: '{said}',
    remedy:
      'Geben Sie der Erweiterung in Go die Rechte, die sie verlangt: Meny › Innstillinger › Utvidelser. Auch das Abonnement des Unternehmens muss die Module enthalten.',
  },
  'held.rate_limited': {
    title: 'PowerOffice wird zu oft gefragt',
    cause: '{said}',
    remedy:
      'Versuchen Sie es gleich noch einmal: PowerOffice erlaubt 10 Anfragen je Sekunde für alle Mandanten der Integration.',
  },
  'held.unreadable:total': {
    title: 'Eine Summe von Go ist nicht lesbar',
    cause: 'Go hat eine Summe geliefert, die kein Betrag ist.',
    remedy: 'Versuchen Sie es später erneut; bleibt es dabei, sagen Sie es dem Betreiber der Bridge.',
  },
  'held.unreadable:document': {
    title: 'Die Antwort von Go ist nicht lesbar',
    cause: 'Die Antwort von Go über den Beleg der Bestellung ist nicht so, wie PowerOffice sie beschreibt.',
    remedy: 'Versuchen Sie es später erneut; bleibt es dabei, sagen Sie es dem Betreiber der Bridge.',
  },
  'held.unreadable:draft': {
    title: 'Die Antwort von Go ist nicht lesbar',
    cause: 'Die Antwort von Go über den Entwurf ist nicht so, wie PowerOffice sie beschreibt.',
    remedy: 'Versuchen Sie es später erneut; bleibt es dabei, sagen Sie es dem Betreiber der Bridge.',
  },
  'gap.product_missing': {
    title: 'Kein Produkt {code} in Go',
    cause: 'In Go gibt es kein Produkt mit der Nummer {code}.',
    remedy:
      'Legen Sie {code} in Go mit dem Erlöskonto seines Steuersatzes an, lassen Sie Kontor Produkte anlegen (dafür braucht der Eintrag in den Einstellungen der Verbindung einen Namen und ein Erlöskonto), oder ordnen Sie dort ein anderes Produkt zu.',
  },
  'gap.product_undecided:accounts': {
    title: 'Mehrere Erlöskonten für {product}',
    cause: 'Die Einstellungen geben dem Produkt {product} mehrere Erlöskonten: {accounts}.',
    remedy:
      'Geben Sie unter „{setting}“ allen Einträgen mit dieser Nummer dasselbe Konto, oder jedem Konto eine eigene Nummer.',
  },
  'gap.account_unreadable': {
    title: 'Das Konto {number} darf nicht gelesen werden',
    cause:
      'In Go gibt es kein Produkt {code}, und die Erweiterung darf sein Konto {number} nicht lesen; Kontor legt es daher nicht an.',
    remedy: 'Geben Sie der Erweiterung in Go das Recht GeneralLedgerAccount, oder legen Sie {code} in Go von Hand an.',
  },
  'refused.conflict:locked': {
    title: 'Der Auftrag ist in Go gesperrt',
    cause: '{said}',
    remedy: 'Versuchen Sie es erneut: Der Auftrag wird dann zuerst entsperrt.',
  },
  'refused.conflict:locked_new': {
    title: 'Der Auftrag ist in Go gesperrt',
    cause: '{said}',
    remedy: 'Setzen Sie den Auftrag in Go auf Entwurf zurück und versuchen Sie es erneut.',
  },
  'refused.conflict:not_deleted': {
    title: 'Go löscht den Entwurf nicht',
    cause: '{said}',
    remedy:
      'Setzen Sie den Auftrag in Go auf Entwurf zurück, falls er dort bestätigt ist, und versuchen Sie es erneut; oder löschen Sie ihn dort von Hand und versuchen Sie es erneut.',
  },
  'refused.conflict:several_invoices': {
    title: 'Mehrere Rechnungen zu einer Bestellung',
    cause: 'In Go gibt es {count} Rechnungen mit der Referenz {reference}.',
    remedy:
      'Erledigen Sie in Go von Hand, was für die Bestellung noch zu tun ist, und geben Sie an, dass sie anderweitig erledigt wurde.',
  },
  'refused.invoiced_meanwhile': {
    title: 'Die Rechnung {number} ging inzwischen hinaus',
    cause: 'Das Büro hat den Auftrag als Rechnung {number} versendet, bevor sein Entwurf geändert war.',
    remedy: 'Versuchen Sie es erneut: Die Rechnung wird dann mit der Bestellung verglichen.',
  },
  'refused.invoiced_meanwhile:not_deleted': {
    title: 'Die Rechnung {number} ging inzwischen hinaus',
    cause: 'Das Büro hat den Auftrag als Rechnung {number} versendet, bevor er gelöscht werden konnte.',
    remedy: 'Versuchen Sie es erneut: Die Rechnung wird dann gutgeschrieben.',
  },
  'refused.not_found:draft': {
    title: 'Der Entwurf wurde gelöscht',
    cause: 'Jemand hat den Entwurf in Go gelöscht: {said}',
    remedy: 'Sehen Sie in Go nach, ob die Bestellung anders gebucht wurde, und versuchen Sie es erneut.',
  },
  'refused.not_found:unfinished': {
    title: 'Der unfertige Entwurf wurde gelöscht',
    cause: 'Jemand hat den Entwurf in Go gelöscht, bevor er fertig war: {said}',
    remedy: {
      screen:
        'Geben Sie an, dass der Beleg anderweitig erledigt wurde. Wurde er nicht anders gebucht, lassen Sie ihn danach neu erstellen.',
      commandLine:
        'Geben Sie an, dass der Beleg anderweitig erledigt wurde. Wurde er nicht anders gebucht, lassen Sie ihn danach neu erstellen: kontor replay.',
    },
  },
  'refused.reversed': {
    title: 'Der Beleg {number} wurde storniert',
    cause:
      'Jemand hat den Beleg {number} dieser Zahlung in Go storniert, und Go nimmt keinen zweiten mit derselben Referenz an.',
    remedy:
      'Buchen Sie die Zahlung in Go von Hand, wenn sie dort stehen soll, und geben Sie an, dass sie anderweitig erledigt wurde.',
  },
  'doubt.contradicted': {
    title: 'Go widerspricht sich',
    cause: 'Go kennt den Entwurf nicht, den es noch zeigt: {said}',
    remedy: 'Nichts: Das System wird danach gefragt, und vorher wird nichts noch einmal gesendet.',
  },
  'doubt.unreadable:total': {
    title: 'Eine Summe von Go ist nicht lesbar',
    cause: 'Die Summe „{total}“ von Go ist kein Betrag.',
    remedy: 'Nichts: Das System wird danach gefragt, und vorher wird nichts noch einmal gesendet.',
  },
  'retry.postponed:customer_meanwhile': {
    title: 'Es wird gleich erneut versucht',
    cause: 'Im selben Moment wurde ein anderer Kunde mit derselben E-Mail-Adresse angelegt.',
    remedy: 'Nichts: Es geht von selbst weiter.',
  },
  'doubt.several:documents': {
    title: 'Mehrere Belege zu einer Bestellung',
    cause: 'In Go gibt es {count} Belege mit der Referenz {reference}.',
    remedy: 'Sehen Sie sie an, behalten Sie einen und löschen Sie die anderen; geben Sie dann an, welcher es ist.',
  },
  'doubt.several:lines': {
    title: 'Mehrere Positionen mit einer Referenz',
    cause: 'Der Auftrag hat mehrere Positionen mit der Referenz {reference}.',
    remedy: 'Sehen Sie sie an, behalten Sie einen und löschen Sie die anderen; geben Sie dann an, welcher es ist.',
  },
  'doubt.several:products': {
    title: 'Mehrere Produkte {code}',
    cause: 'In Go gibt es mehrere Produkte mit der Nummer {code}.',
    remedy: 'Sehen Sie sie an, behalten Sie einen und löschen Sie die anderen; geben Sie dann an, welcher es ist.',
  },
  'doubt.several:customers': {
    title: 'Mehrere Kunden mit einer Referenz',
    cause: 'In Go gibt es mehrere Kunden mit der Referenz {reference}.',
    remedy: 'Sehen Sie sie an, behalten Sie einen und löschen Sie die anderen; geben Sie dann an, welcher es ist.',
  },
  'doubt.several:under_customer': {
    title: '{list}: eine Nummer mehrfach',
    cause: 'In Go gibt es {list} mit der Nummer {code} mehrfach.',
    remedy: 'Sehen Sie sie an, behalten Sie einen und löschen Sie die anderen; geben Sie dann an, welcher es ist.',
  },
  'doubt.several:vouchers': {
    title: 'Mehrere Belege zu einer Zahlung',
    cause: 'In Go gibt es mehrere Belege mit der Referenz {reference}.',
    remedy: 'Sehen Sie sie an, behalten Sie einen und löschen Sie die anderen; geben Sie dann an, welcher es ist.',
  },
  'found.absent:sales_order': {
    title: 'Es gibt keinen Beleg {number}',
    cause: 'In Go gibt es weder einen Auftrag noch eine Rechnung mit der Nummer {number}.',
    remedy: 'Sehen Sie in Go nach der Nummer und geben Sie sie so an, wie sie dort steht.',
  },
  'found.absent:credit_note': {
    title: 'Es gibt keine Gutschrift {number}',
    cause: 'In Go gibt es keine Gutschrift mit der Nummer {number}.',
    remedy: 'Sehen Sie in Go nach der Nummer und geben Sie sie so an, wie sie dort steht.',
  },
  'found.absent:voucher': {
    title: 'Es gibt keinen Beleg {number}',
    cause: 'Auf den Kundenkonten gibt es zwischen {from} und {to} keinen Beleg {number}.',
    remedy: 'Sehen Sie in Go nach der Nummer und geben Sie sie so an, wie sie dort steht.',
  },
  'found.absent:not_digits': {
    title: '„{number}“ ist keine Nummer von Go',
    cause: '„{number}“ ist keine Nummer von Go: Diese bestehen nur aus Ziffern.',
    remedy: 'Sehen Sie in Go nach der Nummer und geben Sie sie so an, wie sie dort steht.',
  },
  'found.unlike:several': {
    title: 'Mehrere Belege {number}',
    cause:
      'In Go gibt es mehrere Belege mit der Nummer {number}, etwa einen Entwurf und eine Rechnung, und keiner davon allein hat unsere Referenz {reference}.',
    remedy: 'Geben Sie die Nummer des Belegs an, der aus dieser Bestellung entstanden ist.',
  },
  'found.unlike:books_more': {
    title: 'Der Beleg {number} ist ein anderer',
    cause: 'Der Beleg {number} bucht auf den Kundenkonten mehr als diese Zahlung.',
    remedy: 'Geben Sie die Nummer des Belegs an, der aus dieser Bestellung entstanden ist.',
  },
  'found.unlike:no_bank_voucher': {
    title: 'Der Beleg {number} ist ein anderer',
    cause: 'Der Beleg {number} ist kein Bankbeleg.',
    remedy: 'Geben Sie die Nummer des Belegs an, der aus dieser Bestellung entstanden ist.',
  },
  'found.unlike:reversed': {
    title: 'Der Beleg {number} wurde storniert',
    cause: 'Der Beleg {number} wurde storniert.',
    remedy: 'Geben Sie die Nummer des Belegs an, der aus dieser Bestellung entstanden ist.',
  },
} as const satisfies Translated<typeof english>;
