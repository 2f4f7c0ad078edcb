import type { transferTexts as english } from '../en/transfers.ts';
import type { Translated } from '../text.ts';

const nothing = 'Ingenting.';
const byItself = 'Ingenting: Det går videre av seg selv.';
const setUp = 'Be den som drifter broen, om å sette opp systemet. Da går det videre av seg selv.';

/** Why a document has its state: what will be done with it, what is being done, and what is over. */
export const transferTexts = {
  'wanted.status': {
    title: 'Venter på å bli sendt',
    cause: 'Ordren har en status som koblingen sender.',
    remedy: byItself,
  },
  'wanted.refund': {
    title: 'Refusjonen venter på kreditnota',
    cause: 'Det ble laget en refusjon i butikken.',
    remedy: byItself,
  },
  'wanted.payment': { title: 'Betalingen venter på å bli bokført', cause: 'Ordren er betalt.', remedy: byItself },
  'wanted.amendment': {
    title: 'En endring av dokumentet venter',
    cause: 'Ordren ble endret i butikken etter at dokumentet var sendt.',
    remedy: byItself,
  },
  'wanted.cancellation': {
    title: 'Dokumentet venter på å bli trukket tilbake',
    cause: 'Ordren ble kansellert i butikken etter at dokumentet var sendt.',
    remedy: byItself,
  },
  'wanted.comparison': {
    title: 'Venter på å bli sammenlignet med ordren',
    cause:
      'Dokumentet ble funnet etter at broen var gjenopprettet fra en sikkerhetskopi, og ordren er endret siden da.',
    remedy: byItself,
  },
  'wanted.by_person': {
    title: 'Venter på å bli sendt, som ønsket',
    cause: 'Noen har valgt å sende det, uansett hva reglene for koblingen sier.',
    remedy: byItself,
  },
  'claimed.worker': { title: 'Sendes nå', cause: 'Kontor holder på med det.', remedy: byItself },
  'behind.lane': {
    title: 'Venter på et annet dokument for ordren',
    cause: 'Dokumentene for en ordre sendes etter hverandre, og et tidligere dokument er ikke ferdig.',
    remedy: 'Ingenting, med mindre det tidligere dokumentet må avklares. Avklar i så fall det dokumentet.',
  },
  sent: { title: 'Sendt', cause: 'Dokumentet er i systemet, med samme beløp som ordren.', remedy: nothing },
  offered: { title: 'Klart for kontoret', cause: 'Kontoret kan hente dokumentet.', remedy: byItself },
  'offered.again': {
    title: 'Klart for kontoret en gang til',
    cause: 'Kontoret hentet dokumentet, men bekreftet det ikke i tide.',
    remedy: byItself,
  },
  fetched: {
    title: 'Hentet av kontoret',
    cause: 'Kontoret har hentet dokumentet, men ikke bekreftet det ennå.',
    remedy: byItself,
  },
  accepted: { title: 'Godtatt av kontoret', cause: 'Kontoret har bekreftet dokumentet.', remedy: nothing },
  'accepted.difference': {
    title: 'Sendt, avviket er godtatt',
    cause: 'Noen har godtatt at dokumentet avviker fra ordren.',
    remedy: nothing,
  },
  elsewhere: {
    title: 'Håndtert et annet sted',
    cause: 'Noen har merket det som håndtert utenfor Kontor.',
    remedy: nothing,
  },

  'resolved.found': { title: 'Funnet i systemet', cause: 'Systemet har dokumentet.', remedy: byItself },
  'resolved.absent': {
    title: 'Ikke i systemet, så det sendes',
    cause: 'Kontor spurte systemet, og det har ikke dokumentet.',
    remedy: byItself,
  },
  'resolved.nothing_begun': {
    title: 'Ingenting var sendt, så det sendes nå',
    cause: 'Ingenting var sendt før, så det er ingenting å spørre systemet om.',
    remedy: byItself,
  },
  'resolved.by_person': {
    title: 'Uklarheten er avklart',
    cause: 'Noen har sagt om dokumentet er i systemet.',
    remedy: byItself,
  },
  'replay.asked': {
    title: 'Kontor leter etter dokumentet på nytt',
    cause: 'Noen har spurt om dokumentet fortsatt er i systemet.',
    remedy: byItself,
  },
  'replay.found': {
    title: 'Fortsatt i systemet',
    cause: 'Kontor spurte systemet på nytt, og det har dokumentet.',
    remedy: nothing,
  },
  'replay.absent': {
    title: 'Borte, så det lages på nytt',
    cause: 'Kontor spurte systemet på nytt, og det har ikke dokumentet lenger.',
    remedy: byItself,
  },

  'changed.before_fetch': {
    title: 'Endret før kontoret hentet det',
    cause: 'Ordren ble endret i butikken, så Kontor lager dokumentet på nytt.',
    remedy: byItself,
  },
  'changed.after_fetch': {
    title: 'Endret etter at kontoret hentet det',
    cause: 'Ordren ble endret i butikken etter at kontoret hadde hentet dokumentet.',
    remedy: 'Ingenting her: Endringen har sitt eget dokument.',
  },
  'changed.after_sending': {
    title: 'Endret etter at det ble sendt',
    cause: 'Ordren ble endret i butikken etter at dokumentet var laget.',
    remedy: 'Ingenting her: Endringen har sitt eget dokument.',
  },
  'cancelled.before_sending': {
    title: 'Kansellert før det ble sendt',
    cause: 'Ordren ble kansellert i butikken før det var laget noe av den.',
    remedy: nothing,
  },
  'cancelled.after_sending': {
    title: 'Kansellert etter at det ble sendt',
    cause: 'Ordren ble kansellert etter at dokumentet var laget. En kansellering følger.',
    remedy: 'Ingenting her: Se på kanselleringen.',
  },
  'cancelled.by_person': {
    title: 'Skal ikke sendes',
    cause:
      'Noen bestemte at det ikke skal sendes, før noe var sendt. Slik blir det, uansett hva som endres i butikken.',
    remedy: {
      screen: 'Ingenting. Skal det sendes likevel, velg «Send nå».',
      commandLine: 'Ingenting. Skal det sendes likevel: kontor send.',
    },
  },
  'cancelled.before_fetch': {
    title: 'Kansellert før kontoret hentet det',
    cause: 'Ordren ble kansellert før kontoret hentet dokumentet.',
    remedy: nothing,
  },
  'cancelled.after_fetch': {
    title: 'Kansellert etter at kontoret hentet det',
    cause: 'Ordren ble kansellert etter at kontoret hadde hentet dokumentet. En kansellering følger.',
    remedy: 'Ingenting her: Se på kanselleringen.',
  },

  'retry.asked': { title: 'Prøves på nytt, som ønsket', cause: 'Noen ba om et nytt forsøk.', remedy: byItself },
  'retry.changed': {
    title: 'Prøves på nytt etter en endring',
    cause: 'Ordren eller innstillingene for koblingen ble endret.',
    remedy: byItself,
  },
  'retry.lost_worker': {
    title: 'Prøves på nytt etter et avbrudd',
    cause: 'Broen ble avbrutt før noe var sendt.',
    remedy: byItself,
  },
  'retry.stopped': {
    title: 'Fortsetter etter en omstart',
    cause: 'Broen ble stoppet mellom to steg.',
    remedy: byItself,
  },
  'retry.postponed:being_made': {
    title: 'Venter på et annet dokument',
    cause:
      '{object, select, customer {Denne kunden} product {Dette produktet} other {Dette objektet ({object})}} opprettes nå i systemet for et annet dokument.',
    remedy: byItself,
  },
  'retry.postponed:lease_lost': {
    title: 'Venter på tur',
    cause: 'Tiden for dette forsøket gikk ut før systemet ble kalt.',
    remedy: byItself,
  },
  'retry.postponed:not_known': {
    title: 'Venter på svar',
    cause:
      'Det er ennå ikke kjent om {object, select, customer {kunden} product {produktet} other {objektet ({object})}} ble opprettet.',
    remedy: byItself,
  },
  'retry.postponed:not_found': {
    title: 'Venter på svar',
    cause:
      '{object, select, customer {Kunden} product {Produktet} other {Objektet ({object})}} ble ikke funnet. Kontor spør en gang til.',
    remedy: byItself,
  },
  'retry.shared_in_doubt': {
    title: 'Venter på svar',
    cause: 'Det er ennå ikke kjent om noe som flere ordrer trenger, for eksempel en kunde, ble opprettet.',
    remedy: byItself,
  },
  'retry.system_not_set_up': {
    title: 'Systemet er ikke satt opp på broen',
    cause: 'Driftsinnstillingene for systemet er ikke satt på denne broen.',
    remedy: { screen: setUp, commandLine: 'Sett driftsinnstillingene for systemet og start broen på nytt.' },
  },
  'retry.system_not_set_up:named': {
    title: 'Systemet er ikke satt opp på broen',
    cause: 'Systemet {system} er ikke satt opp på denne broen.',
    remedy: { screen: setUp, commandLine: 'Sett driftsinnstillingene for systemet og start broen på nytt.' },
  },
  'retry.held': {
    title: 'Avvist; prøves på nytt senere',
    cause: 'Systemet avviste dette dokumentet, selv om det tar imot andre.',
    remedy: {
      screen: 'Ingenting foreløpig: Kontor prøver på nytt i tre dager.',
      commandLine: 'Ingenting foreløpig: Kontor prøver på nytt i tre dager. Se detaljene med: kontor show.',
    },
  },
  'retry.later': {
    title: 'Prøves på nytt senere',
    cause: 'Svaret gikk tapt, men denne forespørselen kan trygt gjentas.',
    remedy: byItself,
  },
} as const satisfies Translated<typeof english>;
