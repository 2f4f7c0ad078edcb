import type { lineGapTexts as english } from '../en/gaps-lines.ts';
import type { Translated } from '../text.ts';

const byHand = 'markieren Sie den Beleg als anderweitig erledigt';

/** Why the lines of a document cannot be planned: their VAT, their product or account, and their total. */
export const lineGapTexts = {
  'gap.no_lines': {
    title: 'Die Bestellung hat keine Positionen',
    cause: 'Die Bestellung hat keine Positionen.',
    remedy: 'Fügen Sie der Bestellung im Shop die verkauften Artikel hinzu.',
  },
  'gap.rate_unmapped': {
    title: '{thing, select, account {Kein Konto} article {Kein Artikel} other {Kein Produkt}} für {rate}',
    cause:
      'Für {rate} (Steuerklasse „{taxClass}“), den Steuersatz von {line}, ist {thing, select, account {kein Konto} article {kein Artikel} other {kein Produkt}} eingestellt.',
    remedy: 'Fügen Sie in den Einstellungen der Verbindung unter „{setting}“ einen Eintrag für {rate} hinzu.',
  },
  'gap.product_undecided': {
    title: 'Mehrere {thing, select, account {Konten} article {Artikel} other {Produkte}} passen auf eine Position',
    cause:
      'Mehrere {thing, select, account {Konten} article {Artikel} other {Produkte}} der Einstellungen passen gleich gut auf {line}: {names}.',
    remedy:
      'Entfernen Sie unter „{setting}“ einen dieser Einträge, oder geben Sie bei einem davon die Kategorie und die Steuerklasse der Position an.',
  },
  'gap.several_rates': {
    title: 'Mehrere Steuersätze auf einer Position',
    cause:
      'Für {line} gelten mehrere Steuersätze ({rates}), {thing, select, account {ein Konto} article {ein Artikel} other {ein Produkt}} in {target} hat aber nur einen.',
    remedy: `Sorgen Sie im Shop dafür, dass für den Artikel nur ein Steuersatz gilt, und berechnen Sie die Bestellung neu. Oder erfassen Sie die Bestellung in {target} von Hand und ${byHand}.`,
  },
  'gap.several_rates:shipping': {
    title: 'Mehrere Steuersätze auf dem Versand',
    cause:
      'Für {line} gelten mehrere Steuersätze ({rates}), {thing, select, account {ein Konto} article {ein Artikel} other {ein Produkt}} in {target} hat aber nur einen.',
    remedy: `Geben Sie dem Versand im Shop eine einzige Steuerklasse (WooCommerce, Einstellungen, Mehrwertsteuer) und berechnen Sie die Bestellung neu. Oder erfassen Sie die Bestellung in {target} von Hand und ${byHand}.`,
  },
  'gap.several_rates:fee': {
    title: 'Mehrere Steuersätze auf einer Gebühr',
    cause:
      'Für {line} gelten mehrere Steuersätze ({rates}), {thing, select, account {ein Konto} article {ein Artikel} other {ein Produkt}} in {target} hat aber nur einen.',
    remedy: `Ersetzen Sie die Gebühr in der Bestellung durch eine Gebühr je Steuersatz und berechnen Sie die Bestellung neu. Oder erfassen Sie die Bestellung in {target} von Hand und ${byHand}.`,
  },
  'gap.rate_unknown': {
    title: 'Der Steuersatz einer Position ist unbekannt',
    cause: 'Aus der Bestellung geht nicht hervor, welcher Steuersatz für {line} gilt.',
    remedy: 'Berechnen Sie die Bestellung im Shop neu. Sie nennt dann ihre Steuersätze wieder.',
  },
  'gap.product_ambiguous': {
    title: 'Mehrere {thing, select, account {Konten} article {Artikel} other {Produkte}} mit der Nummer {code}',
    cause:
      'In {target} haben mehrere {thing, select, account {Konten} article {Artikel} other {Produkte}} die Nummer {code}.',
    remedy:
      'Archivieren Sie alle bis auf {thing, select, account {eines} article {einen} other {eines}}, oder ordnen Sie eine andere Nummer zu.',
  },
  'gap.product_archived': {
    title: '{thing, select, account {Das Konto} article {Der Artikel} other {Das Produkt}} {code} ist archiviert',
    cause:
      '{thing, select, account {Das Konto} article {Der Artikel} other {Das Produkt}} {code} ist in {target} archiviert.',
    remedy:
      'Aktivieren Sie {code} in {target}, oder ordnen Sie in den Einstellungen der Verbindung {thing, select, account {ein anderes Konto} article {einen anderen Artikel} other {ein anderes Produkt}} zu.',
  },
  'gap.account_missing': {
    title: 'Das Konto {number} fehlt',
    cause:
      'In {target} gibt es kein Konto {number}. {thing, select, article {Der neue Artikel} other {Das neue Produkt}} {code} soll darauf gebucht werden.',
    remedy:
      'Legen Sie das Konto {number} in {target} an, oder nennen Sie in den Einstellungen der Verbindung unter „{setting}“ ein anderes.',
  },
  'gap.account_vat': {
    title: 'Das Konto {number} hat nicht die richtige Steuer',
    cause: '{thing, select, article {Der Artikel} other {Das Produkt}} {code} wird nicht angelegt: {disagreement}.',
    remedy:
      'Nennen Sie unter „{setting}“ ein Konto mit {rate} für {code}, oder geben Sie dem Konto {number} in {target} den richtigen Steuercode.',
  },
  'gap.product_vat': {
    title: '{code} hat einen anderen Steuersatz als eingestellt',
    cause:
      'Die Steuer {thing, select, article {des Artikels} other {des Produkts}} {code} in {target} weicht von den Einstellungen ab: {disagreement}.',
    remedy:
      'Geben Sie {code} in {target} ein anderes Erlöskonto, oder ordnen Sie in den Einstellungen der Verbindung unter „{setting}“ {thing, select, article {einen anderen Artikel} other {ein anderes Produkt}} zu.',
  },
  'gap.not_vat_registered': {
    title: 'Das Unternehmen ist nicht umsatzsteuerpflichtig',
    cause:
      'Der Shop hat Mehrwertsteuer ({rate}) berechnet, aber das Unternehmen ist in {target} nicht als umsatzsteuerpflichtig eingetragen. Seine Rechnungen weisen daher keine aus.',
    remedy:
      'Ist das Unternehmen umsatzsteuerpflichtig, stellen Sie das in den Steuereinstellungen von {target} ein. Ist es das nicht, schalten Sie die Steuer im Shop ab, berechnen Sie die Bestellung neu und erstatten Sie die berechnete Steuer.',
  },
  'gap.total_differs': {
    title: 'Die Summe würde abweichen',
    cause: 'Die Positionen ergeben in {target} {made}, die Bestellung aber {said}.',
    remedy: `Berechnen Sie die Bestellung im Shop neu. Eine Erstattung löschen Sie und legen Sie mit ihren Positionen neu an. Hilft das nicht, erfassen Sie sie in {target} von Hand und ${byHand}.`,
  },
  'gap.total_differs:too_large': {
    title: 'Die Beträge sind zu groß',
    cause: 'Die Beträge der Positionen sind so groß, dass sie sich nicht auf den Cent genau addieren lassen.',
    remedy: `Korrigieren Sie die Beträge der Bestellung im Shop, oder erfassen Sie sie in {target} von Hand und ${byHand}.`,
  },
  'gap.vat_alone': {
    title: 'Steuer ohne Ware',
    cause:
      'Bei {rate} nennt die Bestellung {saidNet} mit {saidVat} Steuer und keine Ware. In {target} würden daraus {madeNet} mit {madeVat} Steuer.',
    remedy: `In {target} kann keine Position nur aus Steuer bestehen. Schreiben Sie den ganzen Verkauf in {target} von Hand gut, erfassen Sie ihn mit der richtigen Steuer neu und ${byHand}.`,
  },
  'gap.vat_differs': {
    title: 'Die Steuer würde abweichen',
    cause:
      'Bei {rate} nennt die Bestellung {saidNet} mit {saidVat} Steuer. In {target} würden daraus {madeNet} mit {madeVat} Steuer.',
    remedy: `Berechnen Sie die Bestellung im Shop neu. Eine Erstattung löschen Sie und legen Sie mit ihren Positionen neu an. Weicht die Steuer weiter ab, erfassen Sie sie in {target} von Hand und ${byHand}.`,
  },
  'gap.currency_closed': {
    title: '{currency} ist in {target} nicht aktiv',
    cause: 'Die Bestellung lautet auf {currency}, aber diese Währung ist in {target} nicht aktiv.',
    remedy: `Aktivieren Sie {currency} in den Einstellungen von {target} unter den Währungen und versuchen Sie es erneut. Oder erfassen Sie die Bestellung in {target} von Hand und ${byHand}.`,
  },
} as const satisfies Translated<typeof english>;
