import type { lineGapTexts as english } from '../en/gaps-lines.ts';
import type { Translated } from '../text.ts';

const byHand = 'merk dokumentet som håndtert et annet sted';

/** Why the lines of a document cannot be planned: their VAT, their product or account, and their total. */
export const lineGapTexts = {
  'gap.no_lines': {
    title: 'Ordren har ingen linjer',
    cause: 'Ordren har ingen linjer.',
    remedy: 'Legg de solgte varene til ordren i butikken.',
  },
  'gap.rate_unmapped': {
    title: '{thing, select, account {Ingen konto} article {Ingen vare} other {Ikke noe produkt}} for {rate}',
    cause:
      '{thing, select, account {Ingen konto} article {Ingen vare} other {Ikke noe produkt}} er satt opp for {rate} (avgiftsklasse «{taxClass}»), mva-satsen på {line}.',
    remedy: 'Legg til en rad for {rate} under «{setting}» i innstillingene for koblingen.',
  },
  'gap.product_undecided': {
    title: 'Flere {thing, select, account {kontoer} article {varer} other {produkter}} passer til én linje',
    cause:
      'Flere {thing, select, account {kontoer} article {varer} other {produkter}} i innstillingene passer like godt til {line}: {names}.',
    remedy:
      'Fjern en av disse radene under «{setting}», eller la én av dem oppgi både kategorien og avgiftsklassen til linjen.',
  },
  'gap.several_rates': {
    title: 'Flere mva-satser på én linje',
    cause:
      'Flere mva-satser ({rates}) gjelder for {line}, men {thing, select, account {en konto} article {en vare} other {et produkt}} i {target} har bare én.',
    remedy: `Sørg for at bare én mva-sats gjelder for varen i butikken, og beregn ordren på nytt. Eller legg ordren inn i {target} for hånd og ${byHand}.`,
  },
  'gap.several_rates:shipping': {
    title: 'Flere mva-satser på frakten',
    cause:
      'Flere mva-satser ({rates}) gjelder for {line}, men {thing, select, account {en konto} article {en vare} other {et produkt}} i {target} har bare én.',
    remedy: `Gi frakten én avgiftsklasse i butikken (WooCommerce, Innstillinger, Avgift), og beregn ordren på nytt. Eller legg ordren inn i {target} for hånd og ${byHand}.`,
  },
  'gap.several_rates:fee': {
    title: 'Flere mva-satser på et gebyr',
    cause:
      'Flere mva-satser ({rates}) gjelder for {line}, men {thing, select, account {en konto} article {en vare} other {et produkt}} i {target} har bare én.',
    remedy: `Erstatt gebyret i ordren med ett gebyr for hver mva-sats, og beregn ordren på nytt. Eller legg ordren inn i {target} for hånd og ${byHand}.`,
  },
  'gap.rate_unknown': {
    title: 'Mva-satsen til en linje er ukjent',
    cause: 'Ordren sier ikke hvilken mva-sats som gjelder for {line}.',
    remedy: 'Beregn ordren på nytt i butikken. Da oppgir den mva-satsene igjen.',
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
      '{target} har ingen konto {number}. {thing, select, article {Den nye varen} other {Det nye produktet}} {code} skal bokføres på den.',
    remedy: 'Opprett konto {number} i {target}, eller oppgi en annen under «{setting}» i innstillingene for koblingen.',
  },
  'gap.account_vat': {
    title: 'Konto {number} har ikke riktig mva',
    cause: '{thing, select, article {Varen} other {Produktet}} {code} opprettes ikke: {disagreement}.',
    remedy:
      'Oppgi en konto med {rate} for {code} under «{setting}», eller gi konto {number} riktig mva-kode i {target}.',
  },
  'gap.product_vat': {
    title: '{code} har en annen mva-sats enn i innstillingene',
    cause:
      'Mva på {thing, select, article {varen} other {produktet}} {code} i {target} avviker fra innstillingene: {disagreement}.',
    remedy:
      'Gi {code} en annen salgskonto i {target}, eller velg {thing, select, article {en annen vare} other {et annet produkt}} under «{setting}» i innstillingene for koblingen.',
  },
  'gap.not_vat_registered': {
    title: 'Firmaet er ikke mva-registrert',
    cause: 'Butikken beregnet mva ({rate}). Firmaet i {target} er ikke mva-registrert, så fakturaene har ingen mva.',
    remedy:
      'Hvis firmaet er registrert, angi det i mva-innstillingene i {target}. Hvis ikke, slå av mva i butikken, beregn ordren på nytt og betal tilbake mva som ble krevd.',
  },
  'gap.total_differs': {
    title: 'Summen ville bli en annen',
    cause: 'Linjene blir {made} i {target}, men ordren er på {said}.',
    remedy: `Beregn ordren på nytt i butikken. En refusjon sletter du og lager på nytt med linjene. Hvis det ikke hjelper, legg den inn i {target} for hånd og ${byHand}.`,
  },
  'gap.total_differs:too_large': {
    title: 'Beløpene er for store',
    cause: 'Beløpene på linjene er så store at de ikke kan summeres på øret.',
    remedy: `Rett beløpene i ordren i butikken, eller legg den inn i {target} for hånd og ${byHand}.`,
  },
  'gap.vat_alone': {
    title: 'Mva uten varer',
    cause:
      'For {rate} har ordren {saidNet} med mva {saidVat} og ingen varer. I {target} ville det bli {madeNet} med mva {madeVat}.',
    remedy: `I {target} kan ingen linje ha bare mva. Krediter hele salget i {target} for hånd, legg det inn på nytt med riktig mva og ${byHand}.`,
  },
  'gap.vat_differs': {
    title: 'Mva ville bli en annen',
    cause: 'For {rate} har ordren {saidNet} med mva {saidVat}. I {target} ville det bli {madeNet} med mva {madeVat}.',
    remedy: `Beregn ordren på nytt i butikken. En refusjon sletter du og lager på nytt med linjene. Hvis mva fortsatt avviker, legg den inn i {target} for hånd og ${byHand}.`,
  },
  'gap.currency_closed': {
    title: '{currency} er ikke aktiv i {target}',
    cause: 'Ordren er i {currency}, men denne valutaen er ikke aktiv i {target}.',
    remedy: `Aktiver {currency} blant valutaene i innstillingene i {target}, og prøv igjen. Eller legg ordren inn i {target} for hånd og ${byHand}.`,
  },
} as const satisfies Translated<typeof english>;
