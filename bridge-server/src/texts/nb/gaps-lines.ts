import type { lineGapTexts as english } from '../en/gaps-lines.ts';
import type { Translated } from '../text.ts';

const byHand = 'si at dokumentet er håndtert et annet sted';

/** Why the lines of a document cannot be planned: their VAT, what they are booked as, and what they come to. */
export const lineGapTexts = {
  'gap.no_lines': {
    title: 'Ordren har ingen linjer',
    cause: 'Ordren har ingen linjer.',
    remedy: 'Legg til det som ble solgt, i ordren i butikken.',
  },
  'gap.rate_unmapped': {
    title: '{thing, select, account {Ingen konto} article {Ingen vare} other {Ikke noe produkt}} for {rate}',
    cause:
      '{thing, select, account {Ingen konto} article {Ingen vare} other {Ikke noe produkt}} er satt opp for {rate} (avgiftsklasse «{taxClass}»), som {line} har.',
    remedy: 'Legg til en rad for {rate} under «{setting}» i innstillingene for koblingen.',
  },
  'gap.product_undecided': {
    title: 'Flere {thing, select, account {kontoer} article {varer} other {produkter}} passer til én linje',
    cause:
      'Innstillingene gir {line} flere {thing, select, account {kontoer} article {varer} other {produkter}} som passer like godt: {names}.',
    remedy:
      'Fjern en av disse radene under «{setting}», eller la én av dem oppgi både kategorien og avgiftsklassen til linjen.',
  },
  'gap.several_rates': {
    title: 'Flere mva-satser på én linje',
    cause:
      'Flere mva-satser ({rates}) gjelder for {line}; {thing, select, account {en konto} article {en vare} other {et produkt}} i {target} har bare én.',
    remedy: `La én mva-sats gjelde for varen i butikken, og beregn ordren på nytt; eller legg den inn i {target} for hånd og ${byHand}.`,
  },
  'gap.several_rates:shipping': {
    title: 'Flere mva-satser på frakten',
    cause:
      'Flere mva-satser ({rates}) gjelder for {line}; {thing, select, account {en konto} article {en vare} other {et produkt}} i {target} har bare én.',
    remedy: `Gi frakten én avgiftsklasse i butikken (WooCommerce, Innstillinger, Avgift), og beregn ordren på nytt; eller legg den inn i {target} for hånd og ${byHand}.`,
  },
  'gap.several_rates:fee': {
    title: 'Flere mva-satser på et gebyr',
    cause:
      'Flere mva-satser ({rates}) gjelder for {line}; {thing, select, account {en konto} article {en vare} other {et produkt}} i {target} har bare én.',
    remedy: `Erstatt gebyret i ordren med ett for hver mva-sats, og beregn ordren på nytt; eller legg den inn i {target} for hånd og ${byHand}.`,
  },
  'gap.rate_unknown': {
    title: 'Mva-satsen til en linje er ukjent',
    cause: 'Ordren sier ikke hvilken mva-sats som gjelder for {line}.',
    remedy: 'Beregn ordren på nytt i butikken, så den oppgir mva-satsene sine igjen.',
  },
  'gap.product_ambiguous': {
    title: 'Flere {thing, select, account {kontoer} article {varer} other {produkter}} med koden {code}',
    cause: 'Flere {thing, select, account {kontoer} article {varer} other {produkter}} i {target} har koden {code}.',
    remedy: 'Arkiver alle bortsett fra én, eller velg en annen kode.',
  },
  'gap.product_archived': {
    title: '{thing, select, account {Kontoen} article {Varen} other {Produktet}} {code} er arkivert',
    cause: '{thing, select, account {Kontoen} article {Varen} other {Produktet}} {code} er arkivert i {target}.',
    remedy:
      'Aktiver {code} i {target}, eller velg {thing, select, account {en annen konto} article {en annen vare} other {et annet produkt}} i innstillingene for koblingen.',
  },
  'gap.account_missing': {
    title: 'Konto {number} mangler',
    cause:
      '{target} har ingen konto {number}, som {thing, select, article {den nye varen} other {det nye produktet}} {code} skal bokføres på.',
    remedy: 'Opprett konto {number} i {target}, eller oppgi en annen under «{setting}» i innstillingene for koblingen.',
  },
  'gap.account_vat': {
    title: 'Konto {number} har ikke riktig mva',
    cause: '{thing, select, article {Varen} other {Produktet}} {code} opprettes ikke: {disagreement}.',
    remedy:
      'Oppgi en konto med {rate} for {code} under «{setting}», eller gi konto {number} riktig mva-kode i {target}.',
  },
  'gap.product_vat': {
    title: '{code} har en annen mva-sats enn den som er satt opp',
    cause:
      'Mva på {thing, select, article {varen} other {produktet}} {code} i {target} er ikke den som er satt opp: {disagreement}.',
    remedy:
      'Gi {code} en annen salgskonto i {target}, eller velg {thing, select, article {en annen vare} other {et annet produkt}} under «{setting}» i innstillingene for koblingen.',
  },
  'gap.not_vat_registered': {
    title: 'Firmaet er ikke mva-registrert',
    cause:
      'Butikken beregnet mva ({rate}), men firmaet i {target} er ikke mva-registrert, så fakturaene har ingen mva.',
    remedy:
      'Hvis firmaet er registrert, sett det i mva-innstillingene i {target}. Hvis ikke, slå av mva i butikken, beregn ordren på nytt og betal tilbake mva som ble krevd.',
  },
  'gap.total_differs': {
    title: 'Summen ville bli en annen',
    cause: 'Linjene blir {made} i {target}, men ordren er på {said}.',
    remedy: `Beregn ordren på nytt i butikken; en refusjon slettes og lages på nytt med linjene sine. Hvis det ikke hjelper, legg den inn i {target} for hånd og ${byHand}.`,
  },
  'gap.total_differs:too_large': {
    title: 'Beløpene er for store',
    cause: 'Beløpene på linjene er så store at de ikke kan summeres på øret.',
    remedy: `Rett beløpene i ordren i butikken, eller legg den inn i {target} for hånd og ${byHand}.`,
  },
  'gap.vat_alone': {
    title: 'Mva uten varer',
    cause:
      'For {rate} sier ordren {saidNet} med mva {saidVat}, uten varer; {target} ville gjøre det til {madeNet} med mva {madeVat}.',
    remedy: `{target} har ingen linje med bare mva. Krediter hele salget i {target} for hånd, legg det inn på nytt med riktig mva og ${byHand}.`,
  },
  'gap.vat_differs': {
    title: 'Mva ville bli en annen',
    cause:
      'For {rate} sier ordren {saidNet} med mva {saidVat}; {target} ville gjøre det til {madeNet} med mva {madeVat}.',
    remedy: `Beregn ordren på nytt i butikken; en refusjon slettes og lages på nytt med linjene sine. Hvis mva fortsatt ikke stemmer, legg den inn i {target} for hånd og ${byHand}.`,
  },
  'gap.currency_closed': {
    title: '{currency} er ikke aktiv i {target}',
    cause: 'Ordren er i {currency}, som ikke er en aktiv valuta i {target}.',
    remedy: `Aktiver {currency} blant valutaene i innstillingene i {target}, og prøv igjen; eller legg ordren inn i {target} for hånd og ${byHand}.`,
  },
} as const satisfies Translated<typeof english>;
