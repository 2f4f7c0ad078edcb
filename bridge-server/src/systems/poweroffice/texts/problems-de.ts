import type { problems as english } from './problems-en.ts';
import type { Translated } from '../../../texts/text.ts';

/** Texts that only Go needs, and texts that say more about Go than the bridge's own. */
export const problemsInGerman = {
  'held.unauthorized': {
    title: 'PowerOffice lehnt den Schlüssel ab',
    cause: '{said}',
    remedy:
      'Vermutlich ist die Erweiterung in Go nicht aktiv: Öffnen Sie Meny › Innstillinger › Utvidelser und setzen Sie den Haken bei Aktiv. Kopieren Sie sonst den Client-Key erneut. Alle Schlüssel müssen zur selben Umgebung gehören.',
  },
  'held.forbidden': {
    title: 'Kontor fehlt ein Recht bei PowerOffice',
    cause: '{said}',
    remedy:
      'Geben Sie der Erweiterung in Go die Rechte, die sie verlangt: Meny › Innstillinger › Utvidelser. Auch das Abonnement des Unternehmens muss die Module enthalten.',
  },
  'held.rate_limited': {
    title: 'PowerOffice bekommt zu viele Anfragen',
    cause: '{said}',
    remedy:
      'Versuchen Sie es gleich noch einmal: PowerOffice erlaubt 10 Anfragen je Sekunde für alle Mandanten der Integration zusammen.',
  },
  'held.unreadable:total': {
    title: 'Eine Summe aus Go ist nicht lesbar',
    cause: 'Go hat eine Summe geliefert, die kein Betrag ist.',
    remedy: 'Versuchen Sie es später erneut. Hilft das nicht, sagen Sie es dem Betreiber der Bridge.',
  },
  'held.unreadable:document': {
    title: 'Die Antwort von Go ist nicht lesbar',
    cause: 'Die Antwort von Go zum Beleg der Bestellung hat nicht die Form, die PowerOffice beschreibt.',
    remedy: 'Versuchen Sie es später erneut. Hilft das nicht, sagen Sie es dem Betreiber der Bridge.',
  },
  'held.unreadable:draft': {
    title: 'Die Antwort von Go ist nicht lesbar',
    cause: 'Die Antwort von Go zum Entwurf hat nicht die Form, die PowerOffice beschreibt.',
    remedy: 'Versuchen Sie es später erneut. Hilft das nicht, sagen Sie es dem Betreiber der Bridge.',
  },
  'gap.product_missing': {
    title: 'Kein Produkt {code} in Go',
    cause: 'In Go gibt es kein Produkt mit der Nummer {code}.',
    remedy:
      'Legen Sie {code} in Go mit dem Erlöskonto seines Steuersatzes an. Oder lassen Sie Kontor Produkte anlegen: Der Eintrag in den Einstellungen der Verbindung braucht dann einen Namen und ein Erlöskonto. Oder ordnen Sie dort ein anderes Produkt zu.',
  },
  'gap.product_undecided:accounts': {
    title: 'Mehrere Erlöskonten für {product}',
    cause: 'Die Einstellungen nennen für das Produkt {product} mehrere Erlöskonten: {accounts}.',
    remedy:
      'Geben Sie unter „{setting}“ allen Einträgen mit dieser Nummer dasselbe Konto, oder jedem Konto eine eigene Nummer.',
  },
  'gap.account_unreadable': {
    title: 'Kontor darf das Konto {number} nicht lesen',
    cause:
      'In Go gibt es kein Produkt {code}. Kontor legt es nicht an, weil die Erweiterung das Konto {number} des Produkts nicht lesen darf.',
    remedy: 'Geben Sie der Erweiterung in Go das Recht GeneralLedgerAccount, oder legen Sie {code} in Go von Hand an.',
  },
  'refused.conflict:locked': {
    title: 'Der Auftrag ist in Go gesperrt',
    cause: '{said}',
    remedy: 'Versuchen Sie es erneut: Kontor entsperrt den Auftrag dann zuerst.',
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
      'Ist der Auftrag in Go bestätigt, setzen Sie ihn dort auf Entwurf zurück. Oder löschen Sie ihn dort von Hand. Versuchen Sie es dann erneut.',
  },
  'refused.conflict:several_invoices': {
    title: 'Mehrere Rechnungen zu einer Bestellung',
    cause: 'In Go gibt es {count} Rechnungen mit der Referenz {reference}.',
    remedy:
      'Erledigen Sie in Go von Hand, was für die Bestellung noch zu tun ist, und markieren Sie sie als anderweitig erledigt.',
  },
  'refused.invoiced_meanwhile': {
    title: 'Die Rechnung {number} wurde inzwischen versendet',
    cause: 'Das Büro hat den Auftrag als Rechnung {number} versendet, bevor Kontor den Entwurf geändert hatte.',
    remedy: 'Versuchen Sie es erneut: Kontor vergleicht dann die Rechnung mit der Bestellung.',
  },
  'refused.invoiced_meanwhile:not_deleted': {
    title: 'Die Rechnung {number} wurde inzwischen versendet',
    cause: 'Das Büro hat den Auftrag als Rechnung {number} versendet, bevor Kontor ihn löschen konnte.',
    remedy: 'Versuchen Sie es erneut: Kontor schreibt dann die Rechnung gut.',
  },
  'refused.not_found:draft': {
    title: 'Der Entwurf wurde gelöscht',
    cause: 'Jemand hat den Entwurf in Go gelöscht: {said}',
    remedy: 'Prüfen Sie in Go, ob die Bestellung auf andere Weise gebucht wurde, und versuchen Sie es erneut.',
  },
  'refused.not_found:unfinished': {
    title: 'Der unfertige Entwurf wurde gelöscht',
    cause: 'Jemand hat den Entwurf in Go gelöscht, bevor er fertig war: {said}',
    remedy: {
      screen:
        'Markieren Sie den Beleg als anderweitig erledigt. Wurde er nicht auf andere Weise gebucht, wählen Sie danach „Neu erstellen“.',
      commandLine:
        'Markieren Sie den Beleg als anderweitig erledigt: kontor elsewhere. Wurde er nicht auf andere Weise gebucht, erstellen Sie ihn danach neu: kontor replay.',
    },
  },
  'refused.reversed': {
    title: 'Der Beleg {number} wurde storniert',
    cause:
      'Jemand hat den Beleg {number} dieser Zahlung in Go storniert. Go nimmt keinen zweiten Beleg mit derselben Referenz an.',
    remedy:
      'Soll die Zahlung in Go stehen, buchen Sie sie dort von Hand. Markieren Sie sie dann als anderweitig erledigt.',
  },
  'doubt.contradicted': {
    title: 'Go widerspricht sich',
    cause: 'Go zeigt den Entwurf noch, sagt aber, es kenne ihn nicht: {said}',
    remedy: 'Nichts: Kontor fragt das System danach und sendet vorher nichts noch einmal.',
  },
  'doubt.unreadable:total': {
    title: 'Eine Summe aus Go ist nicht lesbar',
    cause: 'Die Summe „{total}“ aus Go ist kein Betrag.',
    remedy: 'Nichts: Kontor fragt das System danach und sendet vorher nichts noch einmal.',
  },
  'retry.postponed:customer_meanwhile': {
    title: 'Kontor versucht es bald erneut',
    cause: 'Im selben Moment wurde ein anderer Kunde mit derselben E-Mail-Adresse angelegt.',
    remedy: 'Nichts: Es geht von selbst weiter.',
  },
  'doubt.several:documents': {
    title: 'Mehrere Belege zu einer Bestellung',
    cause: 'In Go gibt es {count} Belege mit der Referenz {reference}.',
    remedy:
      'Sehen Sie sich die Belege an, behalten Sie einen und löschen Sie die anderen. Geben Sie dann die Nummer des behaltenen ein.',
  },
  'doubt.several:lines': {
    title: 'Mehrere Positionen mit einer Referenz',
    cause: 'Der Auftrag hat mehrere Positionen mit der Referenz {reference}.',
    remedy:
      'Sehen Sie sich die Positionen in Go an, behalten Sie eine und löschen Sie die anderen. Versuchen Sie es dann erneut.',
  },
  'doubt.several:products': {
    title: 'Mehrere Produkte {code}',
    cause: 'In Go gibt es mehrere Produkte mit der Nummer {code}.',
    remedy:
      'Sehen Sie sich die Produkte in Go an, behalten Sie eines und löschen Sie die anderen. Versuchen Sie es dann erneut.',
  },
  'doubt.several:customers': {
    title: 'Mehrere Kunden mit einer Referenz',
    cause: 'In Go gibt es mehrere Kunden mit der Referenz {reference}.',
    remedy:
      'Sehen Sie sich die Kunden in Go an, behalten Sie einen und löschen Sie die anderen. Versuchen Sie es dann erneut.',
  },
  'doubt.several:under_customer': {
    title: '{list}: eine Nummer mehrfach',
    cause: 'In Go gibt es {list} mit der Nummer {code} mehrfach.',
    remedy:
      'Sehen Sie sich die Einträge in Go an, behalten Sie einen und löschen Sie die anderen. Versuchen Sie es dann erneut.',
  },
  'doubt.several:vouchers': {
    title: 'Mehrere Belege zu einer Zahlung',
    cause: 'In Go gibt es mehrere Belege mit der Referenz {reference}.',
    remedy:
      'Sehen Sie sich die Belege an, behalten Sie einen und stornieren Sie die anderen. Geben Sie dann die Nummer des behaltenen ein.',
  },
  'found.absent:sales_order': {
    title: 'Es gibt keinen Beleg {number}',
    cause: 'In Go gibt es weder einen Auftrag noch eine Rechnung mit der Nummer {number}.',
    remedy: 'Sehen Sie in Go nach der Nummer und geben Sie sie genau so ein, wie sie dort steht.',
  },
  'found.absent:credit_note': {
    title: 'Es gibt keine Gutschrift {number}',
    cause: 'In Go gibt es keine Gutschrift mit der Nummer {number}.',
    remedy: 'Sehen Sie in Go nach der Nummer und geben Sie sie genau so ein, wie sie dort steht.',
  },
  'found.absent:voucher': {
    title: 'Es gibt keinen Beleg {number}',
    cause: 'Auf den Kundenkonten in Go gibt es zwischen {from} und {to} keinen Beleg {number}.',
    remedy: 'Sehen Sie in Go nach der Nummer und geben Sie sie genau so ein, wie sie dort steht.',
  },
  'found.absent:not_digits': {
    title: '„{number}“ ist keine Nummer in Go',
    cause: '„{number}“ ist keine Nummer in Go: Dort bestehen Nummern nur aus Ziffern.',
    remedy: 'Sehen Sie in Go nach der Nummer und geben Sie sie genau so ein, wie sie dort steht.',
  },
  'found.unlike:several': {
    title: 'Mehrere Belege {number}',
    cause:
      'In Go gibt es mehrere Belege mit der Nummer {number}, etwa einen Entwurf und eine Rechnung. Aus der Referenz {reference} geht nicht hervor, welcher gemeint ist.',
    remedy: 'Geben Sie die Nummer des Belegs ein, der aus dieser Bestellung entstanden ist.',
  },
  'found.unlike:books_more': {
    title: 'Der Beleg {number} ist nicht diese Zahlung',
    cause: 'Der Beleg {number} bucht auf den Kundenkonten mehr als diese Zahlung.',
    remedy: 'Geben Sie die Nummer des Belegs ein, der aus dieser Zahlung entstanden ist.',
  },
  'found.unlike:no_bank_voucher': {
    title: 'Der Beleg {number} ist nicht diese Zahlung',
    cause: 'Der Beleg {number} ist kein Bankbeleg.',
    remedy: 'Geben Sie die Nummer des Belegs ein, der aus dieser Zahlung entstanden ist.',
  },
  'found.unlike:reversed': {
    title: 'Der Beleg {number} wurde storniert',
    cause: 'Der Beleg {number} wurde storniert.',
    remedy: 'Geben Sie die Nummer des Belegs ein, der aus dieser Zahlung entstanden ist.',
  },
} as const satisfies Translated<typeof english>;
