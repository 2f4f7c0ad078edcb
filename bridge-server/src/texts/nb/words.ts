import type { words as english } from '../en/words.ts';
import type { TranslatedWords } from '../text.ts';

/** Words that stand within other texts, and choices that people may make. */
export const words = {
  value: '{value}',
  'note.gap': '{cause} {remedy}',
  'note.delivery_address':
    'Leveringsadressen i ordren mangler sted eller postnummer. Uten begge deler tar {target} ikke imot noen leveringsadresse.',
  'vat.rate': '{rate, number} %',
  'vat.none': 'ingen mva',
  'vat.unknown': 'ukjent',
  'vat.of_country': 'mva i {country}, {rate}',
  'vat.reverse_charge': 'snudd avregning til {country}, {rate}',
  'vat.export': 'eksport til {country}, {rate}',
  'vat.outside':
    'utenfor mva ({kind, select, article {vare} shipping {frakt} fee {gebyr} gift_card {gavekort} tip {tips} rounding {avrunding} other {{kind}}}), {rate}',
  'account.other_rate': 'Konto {number} har mva-kode {vatCode} med {rate}, men innstillingene gir den {wanted}',
  'account.other_code': 'Konto {number} har mva-kode {vatCode}, men innstillingene krever mva-kode {wanted}',
  'account.other_code_with_rate':
    'Konto {number} har mva-kode {vatCode} med {rate}, men innstillingene krever mva-kode {wanted}',
  'account.no_code': 'Konto {number} har ingen mva-kode',
  'account.rate_unreadable': 'Satsen til mva-kode {vatCode}, som konto {number} har, kan ikke leses',
  line: 'linje {id} «{name}»',
  'line.article': 'linje {id} «vare»',
  'line.shipping': 'linje {id} «frakt»',
  'line.fee': 'linje {id} «gebyr»',
  'field.entry': 'oppføring {number, number}',
  'field.missing': 'feltet er tomt',
  'field.other_type': 'her ventes noe annet, for eksempel et tall',
  'field.no_whole_number': 'her forventes et helt tall',
  'field.too_small': 'minst {least} er ventet',
  'field.too_long': 'det er lengre enn {most} tegn',
  'field.too_big': 'høyst {most} er tillatt',
  'field.no_choice': 'bare dette er tillatt: {choices}',
  'field.no_computer': '«{entry}» er verken en adresse eller et område',
  'field.unreadable': 'det er ikke skrevet slik hjelpen under feltet sier',
  'field.no_element': 'Kontors format har ikke noe element {name}',
  'field.no_xml_name': '{name} er ikke et navn på et XML-element',
  'field.same_element': '{place} ville inneholdt {name} to ganger',
  'field.twice': '{name} står to ganger i listen',
  nobody: 'ingen',
  'customer.name': 'har et annet navn',
  'customer.is_person': 'er en privatperson, men ordren er for et firma',
  'customer.is_company': 'er et firma, men ordren er for en privatperson',
  'customer.organisation_number': 'har et annet organisasjonsnummer',
  'choice.new_customer': 'Ingen av dem: opprett en ny kunde',
  'choice.customer_stays': 'Dokumentet beholder kunden sin',
  'choice.ik_right': 'IK {ik} er riktig',
  'lanr.other_digit': 'Legens nummer (LANR) har et annet kontrollsiffer. Dokumentet lages likevel.',
  'ehf.no_number':
    'Ordren ber om EHF, men har ikke noe organisasjonsnummer. Kunden ble derfor opprettet med faktura på e-post.',
  'ehf.refused':
    'Ordren ber om EHF, men {target} avviste det for kunden. Trolig er organisasjonsnummeret ikke registrert i ELMA. Fakturaene sendes på e-post.',
  'ehf.other_delivery':
    'Ordren ber om EHF, men kunden i {target} er satt til {delivery}. Kan kunden ta imot EHF, endre det i {target}.',
  'sum.line_tax': 'linje {line}: mva',
  'sum.rate_tax': 'sats {rate}: mva',
  'sum.rate_shipping_tax': 'sats {rate}: mva på frakt',
  'sum.total_tax': 'mva i alt',
  'sum.total': 'sum',
} as const satisfies TranslatedWords<typeof english>;
