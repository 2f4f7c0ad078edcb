import type { words as english } from '../en/words.ts';
import type { TranslatedWords } from '../text.ts';

/** Words that stand within other texts, and choices that people may make. */
export const words = {
  value: '{value}',
  'note.gap': '{cause} {remedy}',
  'note.delivery_address':
    'Der Lieferadresse der Bestellung fehlt der Ort oder die Postleitzahl. Ohne beides nimmt {target} keine Lieferadresse an.',
  'vat.rate': '{rate, number} %',
  'vat.none': 'keine Steuer',
  'vat.unknown': 'unbekannt',
  'vat.of_country': 'Steuer von {country}, {rate}',
  'vat.reverse_charge': 'Reverse Charge nach {country}, {rate}',
  'vat.export': 'Ausfuhr nach {country}, {rate}',
  'vat.outside':
    'außerhalb der Steuer ({kind, select, article {Artikel} shipping {Versand} fee {Gebühr} gift_card {Geschenkkarte} tip {Trinkgeld} rounding {Rundung} other {{kind}}}), {rate}',
  'account.other_rate':
    'Das Konto {number} hat den Steuercode {vatCode} mit {rate}, die Einstellungen ordnen ihm aber {wanted} zu',
  'account.other_code':
    'Das Konto {number} hat den Steuercode {vatCode}, die Einstellungen verlangen aber den Steuercode {wanted}',
  'account.other_code_with_rate':
    'Das Konto {number} hat den Steuercode {vatCode} mit {rate}, die Einstellungen verlangen aber den Steuercode {wanted}',
  'account.no_code': 'Das Konto {number} hat keinen Steuercode',
  'account.rate_unreadable': 'Der Satz des Steuercodes {vatCode}, den das Konto {number} hat, ist nicht lesbar',
  line: 'Position {id} „{name}“',
  'line.article': 'Position {id} „Artikel“',
  'line.shipping': 'Position {id} „Versand“',
  'line.fee': 'Position {id} „Gebühr“',
  'field.entry': 'Eintrag {number, number}',
  'field.missing': 'es wurde nichts eingetragen',
  'field.other_type': 'hier wird etwas anderes erwartet, etwa eine Zahl',
  'field.no_whole_number': 'hier wird eine ganze Zahl erwartet',
  'field.too_small': 'mindestens {least} wird erwartet',
  'field.too_long': 'es ist länger als {most} Zeichen',
  'field.too_big': 'höchstens {most} ist erlaubt',
  'field.no_choice': 'erlaubt ist nur: {choices}',
  'field.no_computer': '„{entry}“ ist weder eine Adresse noch ein Bereich',
  'field.unreadable': 'es ist nicht so geschrieben, wie es die Hilfe unter dem Feld sagt',
  'field.no_element': 'Kontors Format hat kein Element {name}',
  'field.no_xml_name': '{name} ist kein Name eines XML-Elements',
  'field.same_element': '{place} enthielte {name} zweimal',
  'field.twice': '{name} steht zweimal in der Liste',
  nobody: 'niemanden',
  'customer.name': 'hat einen anderen Namen',
  'customer.is_person': 'ist eine Privatperson, die Bestellung ist aber für eine Firma',
  'customer.is_company': 'ist eine Firma, die Bestellung ist aber für eine Privatperson',
  'customer.organisation_number': 'hat eine andere Organisationsnummer',
  'choice.new_customer': 'Keiner davon: neuen Kunden anlegen',
  'choice.customer_stays': 'Der Beleg bleibt bei seinem Kunden',
  'choice.ik_right': 'Die IK {ik} stimmt',
  'lanr.other_digit': 'Die Arztnummer (LANR) hat eine andere Prüfziffer. Der Beleg entsteht trotzdem.',
  'ehf.no_number':
    'Die Bestellung wünscht EHF, nennt aber keine Organisationsnummer. Der Kunde wurde daher mit Rechnungen per E-Mail angelegt.',
  'ehf.refused':
    'Die Bestellung wünscht EHF, {target} hat das für den Kunden aber abgelehnt. Vermutlich ist seine Organisationsnummer nicht in ELMA eingetragen. Die Rechnungen gehen per E-Mail.',
  'ehf.other_delivery':
    'Die Bestellung wünscht EHF, ihr Kunde ist in {target} aber auf {delivery} eingestellt. Kann der Kunde EHF empfangen, ändern Sie das in {target}.',
  'sum.line_tax': 'Position {line}: Steuer',
  'sum.rate_tax': 'Steuersatz {rate}: Steuer',
  'sum.rate_shipping_tax': 'Steuersatz {rate}: Steuer auf den Versand',
  'sum.total_tax': 'Steuer gesamt',
  'sum.total': 'Summe',
} as const satisfies TranslatedWords<typeof english>;
