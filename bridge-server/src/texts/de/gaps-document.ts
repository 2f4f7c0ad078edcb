import type { documentGapTexts as english } from '../en/gaps-document.ts';
import type { Translated } from '../text.ts';

const byHand = 'geben Sie an, dass der Beleg anderweitig erledigt wurde';

/** Why a document of the order, a credit or a payment cannot be planned. */
export const documentGapTexts = {
  'gap.document_gone': {
    title: 'Der Beleg {number} ist gelöscht',
    cause:
      'In {target} gibt es den Beleg {number} der Bestellung weder bei den Entwürfen noch bei den Rechnungen: Jemand hat ihn gelöscht.',
    remedy: `Sehen Sie in {target} nach, ob die Bestellung anders gebucht wurde, ändern Sie das von Hand und ${byHand}.`,
  },
  'gap.document_gone:refund': {
    title: 'Der Beleg {number} ist gelöscht',
    cause:
      'In {target} gibt es den Beleg {number} der Bestellung weder bei den Entwürfen noch bei den Rechnungen: Jemand hat ihn gelöscht.',
    remedy:
      'Sehen Sie in {target} nach, ob die Bestellung anders gebucht wurde, schreiben Sie sie dort von Hand gut und geben Sie an, dass die Erstattung anderweitig erledigt wurde.',
  },
  'gap.document_gone:payment': {
    title: 'Der Beleg {number} ist gelöscht',
    cause:
      'In {target} gibt es den Beleg {number} weder bei den Entwürfen noch bei den Rechnungen: Jemand hat ihn gelöscht.',
    remedy: `Sehen Sie in {target} nach, ob er anders gebucht wurde, buchen Sie die Zahlung dort von Hand und ${byHand}.`,
  },
  'gap.cancelled_after_refund': {
    title: 'Storniert nach einer Erstattung',
    cause:
      'Die Bestellung wurde storniert, nachdem für ihre Erstattungen Gutschriften erstellt waren; was noch gutzuschreiben ist, wissen nur Sie.',
    remedy: `Löschen Sie den Entwurf der Bestellung in {target}, oder schreiben Sie den Rest der Rechnung von Hand gut, und ${byHand}.`,
  },
  'gap.cancelled_after_edit': {
    title: 'Storniert nach einer Änderung',
    cause:
      'Die Bestellung wurde geändert, nachdem sie als Rechnung {number} versendet war, und dann storniert: Was der Shop jetzt nennt, ist nicht das, was berechnet wurde.',
    remedy: `Schreiben Sie die Rechnung {number} in {target} von Hand gut und ${byHand}.`,
  },
  'gap.invoiced_already': {
    title: 'Die Rechnung {number} ging vor der Änderung hinaus',
    cause:
      'Die Bestellung wurde im Shop geändert, nachdem das Büro sie als Rechnung {number} über {invoiced} versendet hatte; sie beträgt jetzt {total}.',
    remedy: `Schreiben Sie die Rechnung {number} in {target} gut und stellen Sie die Bestellung, soweit nötig, von Hand neu in Rechnung; dann ${byHand}.`,
  },
  'gap.refund_line_gone': {
    title: 'Die erstattete Position fehlt in der Bestellung',
    cause:
      'Die Erstattung {refund} nimmt Position {line} zurück, die seither aus der Bestellung entfernt wurde: Ihr Betrag würde doppelt abgezogen.',
    remedy:
      'Enthält der Beleg der Bestellung in {target} die Position nicht, geben Sie an, dass die Erstattung anderweitig erledigt wurde; sonst schreiben Sie sie in {target} von Hand gut und geben dasselbe an.',
  },
  'gap.refund_line_gone:credited': {
    title: 'Die erstattete Position fehlt in der Bestellung',
    cause:
      'Die Erstattung {refund} nimmt Position {line} zurück, die seither aus der Bestellung entfernt wurde: Ihr Betrag würde doppelt abgezogen.',
    remedy: `Dafür gibt es die Gutschrift schon. Ändern Sie in {target} von Hand, was sonst bearbeitet wurde, und ${byHand}.`,
  },
  'gap.refund_without_lines': {
    title: 'Eine Erstattung ohne Positionen',
    cause:
      'Die Erstattung {refund} gibt einen Betrag zurück, ohne zu sagen, für welche Positionen; und die Positionen der Bestellung werden nicht alle gleich gebucht.',
    remedy: `Löschen Sie die Erstattung im Shop und legen Sie sie mit ihren Positionen neu an, oder buchen Sie sie in {target} von Hand und ${byHand}.`,
  },
  'gap.refund_disagrees:bounds': {
    title: 'Die Erstattung ist größer als die Bestellung',
    cause: 'Die Erstattung {refund} beträgt {amount}, die Bestellung {total}.',
    remedy: `Löschen Sie die Erstattung im Shop und legen Sie sie neu an, oder buchen Sie sie in {target} von Hand und ${byHand}.`,
  },
  'gap.refund_disagrees': {
    title: 'Die Erstattung geht nicht auf',
    cause: 'Die Erstattung {refund} beträgt {amount}, die zurückgenommenen Positionen ergeben {lines}.',
    remedy: `Löschen Sie die Erstattung im Shop und legen Sie sie mit ihren Positionen samt Steuer neu an, oder buchen Sie sie in {target} von Hand und ${byHand}.`,
  },
  'gap.paid_already': {
    title: 'Die Zahlung ist schon gebucht',
    cause:
      'Auf dem Kundenkonto in {target} steht die Zahlung schon: Beleg {number}{day, select, none {} other { vom {day}}}; Kontor hat ihn nicht gebucht.',
    remedy:
      'Geben Sie an, dass die Zahlung anderweitig erledigt wurde. Ist es eine andere, heben Sie in {target} deren Zuordnung zu diesem Beleg auf und versuchen Sie es erneut.',
  },
  'gap.account_missing:payment': {
    title: 'Das Konto {number} fehlt',
    cause: 'In {target} gibt es kein aktives Konto {number}, das die Einstellungen dieser Zahlungsart zuordnen.',
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
    cause: 'Die Zahlung ist vom {day}, und die Bücher in {target} sind bis einschließlich {lockDate} gesperrt.',
    remedy: `Setzen Sie das Sperrdatum in {target} vor den {day} und versuchen Sie es erneut, oder buchen Sie die Zahlung dort von Hand auf einen späteren Tag und ${byHand}.`,
  },
} as const satisfies Translated<typeof english>;
