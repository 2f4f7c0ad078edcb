import type { documentGapTexts as english } from '../en/gaps-document.ts';
import type { Translated } from '../text.ts';

const byHand = 'merk dokumentet som håndtert et annet sted';

/** Why a document, a credit note or a payment of an order cannot be planned. */
export const documentGapTexts = {
  'gap.document_gone': {
    title: 'Dokument {number} er borte',
    cause: 'Dokument {number} for ordren er verken blant kladdene eller fakturaene i {target}: noen har slettet det.',
    remedy: `Sjekk i {target} om ordren er bokført på en annen måte. Rett i så fall den bokføringen for hånd. Deretter: ${byHand}.`,
  },
  'gap.document_gone:refund': {
    title: 'Dokument {number} er borte',
    cause: 'Dokument {number} for ordren er verken blant kladdene eller fakturaene i {target}: noen har slettet det.',
    remedy:
      'Sjekk i {target} om ordren er bokført på en annen måte. Krediter den i så fall der for hånd. Merk deretter refusjonen som håndtert et annet sted.',
  },
  'gap.document_gone:payment': {
    title: 'Dokument {number} er borte',
    cause: 'Dokument {number} er verken blant kladdene eller fakturaene i {target}: noen har slettet det.',
    remedy: `Sjekk i {target} om ordren er bokført på en annen måte. Bokfør i så fall betalingen der for hånd. Deretter: ${byHand}.`,
  },
  'gap.cancelled_after_refund': {
    title: 'Kansellert etter en refusjon',
    cause:
      'Ordren ble kansellert etter at det var laget kreditnotaer for refusjonene. Kontor kan ikke vite hva som gjenstår å kreditere.',
    remedy: `Slett kladden for ordren i {target}, eller krediter resten av fakturaen for hånd. Deretter: ${byHand}.`,
  },
  'gap.cancelled_after_edit': {
    title: 'Kansellert etter en endring',
    cause:
      'Ordren ble endret etter at den var sendt som faktura {number}, og deretter kansellert. Ordren i butikken er derfor ikke lenger det som ble fakturert.',
    remedy: `Krediter faktura {number} i {target} for hånd; deretter ${byHand}.`,
  },
  'gap.invoiced_already': {
    title: 'Faktura {number} ble sendt før endringen',
    cause:
      'Ordren ble endret i butikken etter at kontoret hadde sendt den som faktura {number} på {invoiced}. Ordren er på {total} nå.',
    remedy: `Hvis endringen har betydning, krediter faktura {number} i {target} og fakturer ordren på nytt for hånd. Deretter: ${byHand}.`,
  },
  'gap.refund_line_gone': {
    title: 'Den refunderte linjen er ikke lenger i ordren',
    cause:
      'Refusjon {refund} tar tilbake linje {line}, som senere er fjernet fra ordren. Beløpet ville bli trukket fra to ganger.',
    remedy:
      'Hvis dokumentet for ordren i {target} ikke har linjen, merk refusjonen som håndtert et annet sted. Har det linjen, krediter den i {target} for hånd først.',
  },
  'gap.refund_line_gone:credited': {
    title: 'Den refunderte linjen er ikke lenger i ordren',
    cause:
      'Refusjon {refund} tar tilbake linje {line}, som senere er fjernet fra ordren. Beløpet ville bli trukket fra to ganger.',
    remedy: `Kreditnotaen dekker denne linjen allerede. Gjør de andre endringene i ordren for hånd i {target}; deretter ${byHand}.`,
  },
  'gap.refund_without_lines': {
    title: 'En refusjon uten linjer',
    cause:
      'Refusjon {refund} gir tilbake et beløp uten å si for hvilke linjer, og linjene i ordren bokføres ikke alle likt.',
    remedy: `Slett refusjonen i butikken og lag den på nytt med linjer, eller bokfør den i {target} for hånd. Deretter: ${byHand}.`,
  },
  'gap.refund_disagrees:bounds': {
    title: 'Refusjonen er større enn ordren',
    cause: 'Refusjon {refund} er på {amount}, men ordren er på {total}.',
    remedy: `Slett refusjonen i butikken og lag den på nytt, eller bokfør den i {target} for hånd. Deretter: ${byHand}.`,
  },
  'gap.refund_disagrees': {
    title: 'Refusjonen går ikke opp',
    cause: 'Refusjon {refund} er på {amount}, men linjene i den blir {lines}.',
    remedy: `Slett refusjonen i butikken og lag den på nytt med linjer, inkludert mva, eller bokfør den i {target} for hånd. Deretter: ${byHand}.`,
  },
  'gap.paid_already': {
    title: 'Betalingen er allerede bokført',
    cause:
      'Kundereskontroen i {target} har denne betalingen allerede: bilag {number}{day, select, none {} other { fra {day}}}. Kontor har ikke bokført det.',
    remedy:
      'Merk betalingen som håndtert et annet sted. Er bilaget en annen betaling, fjern koblingen til dette dokumentet i {target} og prøv igjen.',
  },
  'gap.account_missing:payment': {
    title: 'Konto {number} mangler',
    cause: '{target} har ingen aktiv konto {number}. Innstillingene oppgir den for denne betalingsmåten.',
    remedy:
      'Opprett eller aktiver {number} i {target}, eller velg en annen konto under «Betalinger» i innstillingene for koblingen.',
  },
  'gap.vat_code_missing': {
    title: 'Mva-kode {code} er ikke aktiv',
    cause: 'Mva-kode {code} (ingen mva-behandling) er ikke aktiv i {target}, og betalinger trenger den.',
    remedy: 'Aktiver mva-kode {code} i {target}, og prøv igjen.',
  },
  'gap.date_locked': {
    title: 'Regnskapet er låst for {day}',
    cause: 'Betalingen er fra {day}, men regnskapet i {target} er låst til og med {lockDate}.',
    remedy: `Sett låsedatoen i {target} til en dag før {day} og prøv igjen. Eller bokfør betalingen der for hånd på en senere dag og ${byHand}.`,
  },
} as const satisfies Translated<typeof english>;
