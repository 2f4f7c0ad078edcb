import type { documentGapTexts as english } from '../en/gaps-document.ts';
import type { Translated } from '../text.ts';

const byHand = 'si at dokumentet er håndtert et annet sted';

/** Why a document of the order, a credit or a payment cannot be planned. */
export const documentGapTexts = {
  'gap.document_gone': {
    title: 'Dokument {number} er borte',
    cause: '{target} har dokument {number} verken blant kladdene eller fakturaene: noen har slettet det.',
    remedy: `Se i {target} om ordren er bokført på en annen måte, og endre det for hånd; deretter ${byHand}.`,
  },
  'gap.document_gone:refund': {
    title: 'Dokument {number} er borte',
    cause: '{target} har dokument {number} verken blant kladdene eller fakturaene: noen har slettet det.',
    remedy:
      'Se i {target} om ordren er bokført på en annen måte, og krediter den der for hånd; si deretter at refusjonen er håndtert et annet sted.',
  },
  'gap.document_gone:payment': {
    title: 'Dokument {number} er borte',
    cause: '{target} har dokument {number} verken blant kladdene eller fakturaene: noen har slettet det.',
    remedy: `Se i {target} om det er bokført på en annen måte, og bokfør betalingen der for hånd; deretter ${byHand}.`,
  },
  'gap.cancelled_after_refund': {
    title: 'Kansellert etter en refusjon',
    cause:
      'Ordren ble kansellert etter at det var laget kreditnotaer for refusjonene; bare du vet hva som gjenstår å kreditere.',
    remedy: `Slett kladden for ordren i {target} eller krediter resten av fakturaen for hånd; deretter ${byHand}.`,
  },
  'gap.cancelled_after_edit': {
    title: 'Kansellert etter en endring',
    cause:
      'Ordren ble endret etter at den var sendt som faktura {number}, og deretter kansellert: det butikken sier nå, er ikke det som ble fakturert.',
    remedy: `Krediter faktura {number} i {target} for hånd; deretter ${byHand}.`,
  },
  'gap.invoiced_already': {
    title: 'Faktura {number} ble sendt før endringen',
    cause:
      'Ordren ble endret i butikken etter at kontoret hadde sendt den som faktura {number} på {invoiced}; den er på {total} nå.',
    remedy: `Krediter faktura {number} i {target} og fakturer ordren på nytt for hånd, så langt det er nødvendig; deretter ${byHand}.`,
  },
  'gap.refund_line_gone': {
    title: 'Den refunderte linjen er borte fra ordren',
    cause:
      'Refusjon {refund} tar tilbake linje {line}, som siden er fjernet fra ordren: beløpet ville bli trukket fra to ganger.',
    remedy:
      'Hvis dokumentet for ordren i {target} er uten linjen, si at refusjonen er håndtert et annet sted; krediter den ellers i {target} for hånd og si det samme.',
  },
  'gap.refund_line_gone:credited': {
    title: 'Den refunderte linjen er borte fra ordren',
    cause:
      'Refusjon {refund} tar tilbake linje {line}, som siden er fjernet fra ordren: beløpet ville bli trukket fra to ganger.',
    remedy: `Kreditnotaen dekker den allerede. Endre for hånd i {target} det andre som ble redigert; deretter ${byHand}.`,
  },
  'gap.refund_without_lines': {
    title: 'En refusjon uten linjer',
    cause:
      'Refusjon {refund} gir tilbake et beløp uten å si for hvilke linjer, og linjene i ordren bokføres ikke likt.',
    remedy: `Slett refusjonen i butikken og lag den på nytt med linjer, eller bokfør den i {target} for hånd; deretter ${byHand}.`,
  },
  'gap.refund_disagrees:bounds': {
    title: 'Refusjonen er større enn ordren',
    cause: 'Refusjon {refund} er på {amount}, ordren på {total}.',
    remedy: `Slett refusjonen i butikken og lag den på nytt, eller bokfør den i {target} for hånd; deretter ${byHand}.`,
  },
  'gap.refund_disagrees': {
    title: 'Refusjonen går ikke opp',
    cause: 'Refusjon {refund} er på {amount}, men linjene den tar tilbake, blir {lines}.',
    remedy: `Slett refusjonen i butikken og lag den på nytt med linjer, inkludert mva, eller bokfør den i {target} for hånd; deretter ${byHand}.`,
  },
  'gap.paid_already': {
    title: 'Betalingen er allerede bokført',
    cause:
      'Kundereskontroen i {target} har betalingen allerede: bilag {number}{day, select, none {} other { fra {day}}}, som Kontor ikke har bokført.',
    remedy:
      'Si at betalingen er håndtert et annet sted. Hvis det er en annen betaling, fjern koblingen til dette dokumentet i {target} og prøv igjen.',
  },
  'gap.account_missing:payment': {
    title: 'Konto {number} mangler',
    cause: '{target} har ingen aktiv konto {number}, som innstillingene gir denne betalingsmåten.',
    remedy:
      'Opprett eller aktiver {number} i {target}, eller velg en annen konto under «Betalinger» i innstillingene for koblingen.',
  },
  'gap.vat_code_missing': {
    title: 'Mva-kode {code} er ikke aktiv',
    cause: '{target} har ingen aktiv mva-kode {code} (ingen mva-behandling), som betalingslinjer trenger.',
    remedy: 'Aktiver mva-kode {code} i {target}, og prøv igjen.',
  },
  'gap.date_locked': {
    title: 'Regnskapet er låst for {day}',
    cause: 'Betalingen er fra {day}, og regnskapet i {target} er låst til og med {lockDate}.',
    remedy: `Sett låsedatoen i {target} før {day} og prøv igjen, eller bokfør betalingen der for hånd på en senere dag og ${byHand}.`,
  },
} as const satisfies Translated<typeof english>;
