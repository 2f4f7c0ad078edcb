import type { documentGapTexts as english } from '../en/gaps-document.ts';
import type { Translated } from '../text.ts';

const byHand = 'markieren Sie den Beleg als anderweitig erledigt';

/** Why a document, a credit note or a payment of an order cannot be planned. */
export const documentGapTexts = {
  'gap.document_gone': {
    title: 'Der Beleg {number} ist gelöscht',
    cause:
      'In {target} gibt es den Beleg {number} der Bestellung weder bei den Entwürfen noch bei den Rechnungen: Jemand hat ihn gelöscht.',
    remedy: `Prüfen Sie in {target}, ob die Bestellung auf andere Weise gebucht wurde. Wenn ja, korrigieren Sie diese Buchung von Hand. Dann ${byHand}.`,
  },
  'gap.document_gone:refund': {
    title: 'Der Beleg {number} ist gelöscht',
    cause:
      'In {target} gibt es den Beleg {number} der Bestellung weder bei den Entwürfen noch bei den Rechnungen: Jemand hat ihn gelöscht.',
    remedy:
      'Prüfen Sie in {target}, ob die Bestellung auf andere Weise gebucht wurde. Wenn ja, schreiben Sie sie dort von Hand gut. Dann markieren Sie die Erstattung als anderweitig erledigt.',
  },
  'gap.document_gone:payment': {
    title: 'Der Beleg {number} ist gelöscht',
    cause:
      'In {target} gibt es den Beleg {number} weder bei den Entwürfen noch bei den Rechnungen: Jemand hat ihn gelöscht.',
    remedy: `Prüfen Sie in {target}, ob die Bestellung auf andere Weise gebucht wurde. Wenn ja, buchen Sie die Zahlung dort von Hand. Dann ${byHand}.`,
  },
  'gap.cancelled_after_refund': {
    title: 'Storniert nach einer Erstattung',
    cause:
      'Die Bestellung wurde storniert, nachdem für ihre Erstattungen schon Gutschriften erstellt waren. Was noch gutzuschreiben ist, kann Kontor nicht wissen.',
    remedy: `Löschen Sie in {target} den Entwurf der Bestellung, oder schreiben Sie den Rest ihrer Rechnung von Hand gut. Dann ${byHand}.`,
  },
  'gap.cancelled_after_edit': {
    title: 'Storniert nach einer Änderung',
    cause:
      'Die Bestellung wurde geändert, nachdem sie als Rechnung {number} versendet war, und dann storniert. Im Shop steht deshalb nicht mehr das, was berechnet wurde.',
    remedy: `Schreiben Sie die Rechnung {number} in {target} von Hand gut, dann ${byHand}.`,
  },
  'gap.invoiced_already': {
    title: 'Die Rechnung {number} wurde vor der Änderung versendet',
    cause:
      'Die Bestellung wurde im Shop geändert, nachdem das Büro sie als Rechnung {number} über {invoiced} versendet hatte. Sie beträgt jetzt {total}.',
    remedy: `Ist die Änderung von Bedeutung, schreiben Sie die Rechnung {number} in {target} gut und berechnen Sie die Bestellung von Hand neu. Dann ${byHand}.`,
  },
  'gap.refund_line_gone': {
    title: 'Die erstattete Position ist nicht mehr in der Bestellung',
    cause:
      'Die Erstattung {refund} nimmt Position {line} zurück, die inzwischen aus der Bestellung entfernt wurde. Ihr Betrag würde doppelt abgezogen.',
    remedy:
      'Enthält der Beleg der Bestellung in {target} die Position nicht, markieren Sie die Erstattung als anderweitig erledigt. Enthält er sie, schreiben Sie sie vorher in {target} von Hand gut.',
  },
  'gap.refund_line_gone:credited': {
    title: 'Die erstattete Position ist nicht mehr in der Bestellung',
    cause:
      'Die Erstattung {refund} nimmt Position {line} zurück, die inzwischen aus der Bestellung entfernt wurde. Ihr Betrag würde doppelt abgezogen.',
    remedy: `Die Gutschrift deckt diese Position schon ab. Nehmen Sie die übrigen Änderungen der Bestellung in {target} von Hand vor, dann ${byHand}.`,
  },
  'gap.refund_without_lines': {
    title: 'Eine Erstattung ohne Positionen',
    cause:
      'Die Erstattung {refund} gibt einen Betrag zurück, ohne die Positionen zu nennen, und die Positionen der Bestellung werden nicht alle gleich gebucht.',
    remedy: `Löschen Sie die Erstattung im Shop und legen Sie sie mit ihren Positionen neu an, oder buchen Sie sie in {target} von Hand. Dann ${byHand}.`,
  },
  'gap.refund_disagrees:bounds': {
    title: 'Die Erstattung ist größer als die Bestellung',
    cause: 'Die Erstattung {refund} beträgt {amount}, die Bestellung aber {total}.',
    remedy: `Löschen Sie die Erstattung im Shop und legen Sie sie neu an, oder buchen Sie sie in {target} von Hand. Dann ${byHand}.`,
  },
  'gap.refund_disagrees': {
    title: 'Die Erstattung geht nicht auf',
    cause: 'Die Erstattung {refund} beträgt {amount}, ihre Positionen ergeben aber {lines}.',
    remedy: `Löschen Sie die Erstattung im Shop und legen Sie sie mit ihren Positionen samt Steuer neu an, oder buchen Sie sie in {target} von Hand. Dann ${byHand}.`,
  },
  'gap.paid_already': {
    title: 'Die Zahlung ist schon gebucht',
    cause:
      'Auf dem Kundenkonto in {target} steht diese Zahlung schon: Beleg {number}{day, select, none {} other { vom {day}}}. Kontor hat ihn nicht gebucht.',
    remedy:
      'Markieren Sie die Zahlung als anderweitig erledigt. Ist der Beleg eine andere Zahlung, heben Sie in {target} seine Zuordnung zu diesem Beleg auf und versuchen Sie es erneut.',
  },
  'gap.account_missing:payment': {
    title: 'Das Konto {number} fehlt',
    cause: 'In {target} gibt es kein aktives Konto {number}. Die Einstellungen nennen es für diese Zahlungsart.',
    remedy:
      'Legen Sie {number} in {target} an oder aktivieren Sie es, oder wählen Sie in den Einstellungen der Verbindung unter „Zahlungen“ ein anderes Konto.',
  },
  'gap.vat_code_missing': {
    title: 'Der Steuercode {code} ist nicht aktiv',
    cause: 'In {target} ist der Steuercode {code} (keine Steuer) nicht aktiv; Zahlungen brauchen ihn.',
    remedy: 'Aktivieren Sie den Steuercode {code} in {target} und versuchen Sie es erneut.',
  },
  'gap.date_locked': {
    title: 'Die Bücher sind für den {day} gesperrt',
    cause: 'Die Zahlung ist vom {day}, aber die Bücher in {target} sind bis einschließlich {lockDate} gesperrt.',
    remedy: `Setzen Sie das Sperrdatum in {target} auf einen Tag vor dem {day} und versuchen Sie es erneut. Oder buchen Sie die Zahlung dort von Hand auf einen späteren Tag und ${byHand}.`,
  },
} as const satisfies Translated<typeof english>;
