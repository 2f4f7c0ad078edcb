import type { deliveryTexts as english } from '../en/delivery.ts';
import type { Translated } from '../text.ts';

const nothing = 'Ingenting.';
const byItself = 'Ingenting: Det går videre av seg selv.';
const asked = 'Ingenting: Kontor spør systemet om dokumentet, og sender ingenting på nytt før det er avklart.';
const forADay = 'Ingenting: Kontor spør igjen og igjen i et døgn.';
const seeWhy = {
  screen: 'Finn ut hvorfor systemet ikke svarer, og prøv igjen: Kontor spør da en gang til.',
  commandLine: 'Finn ut hvorfor systemet ikke svarer, og så: kontor retry. Kontor spør da en gang til.',
} as const;
const keepOne = {
  screen: 'Se på dokumentene i systemet, behold ett og slett de andre. Velg så «Det er der» og skriv inn nummeret.',
  commandLine: 'Se på dokumentene i systemet, behold ett og slett de andre. Så: kontor found, med nummeret.',
} as const;
const mergeDuplicates = {
  screen: 'Slå sammen duplikatene i systemet eller gi dem nye navn, og prøv igjen.',
  commandLine: 'Slå sammen duplikatene i systemet eller gi dem nye navn, og så: kontor retry.',
} as const;
const mendWhatIsNamed = {
  screen: 'Rett det kontoret nevner, i butikken eller i innstillingene, og prøv igjen.',
  commandLine: 'Rett det kontoret nevner, i butikken eller i innstillingene, og så: kontor retry.',
} as const;
const mendDocument = {
  screen: 'Rett dokumentet i systemet og prøv igjen, eller godta avviket.',
  commandLine: 'Rett dokumentet i systemet, og så: kontor retry; eller godta avviket: kontor accept.',
} as const;
const lookAtLog = {
  screen: 'Be den som drifter broen, om å se i loggen. Prøv igjen når årsaken er rettet.',
  commandLine: 'Se i loggen til disse prosessene. Når årsaken er rettet: kontor retry.',
} as const;
const lookAtCauses = {
  screen: 'Se på de siste årsakene i loggen, rett dem, og prøv igjen.',
  commandLine: 'Se på de siste årsakene med kontor show, rett dem, og så: kontor retry.',
} as const;
const report = {
  screen: 'Gi korrelasjons-ID-en til den som drifter broen. Andre ordrer går videre.',
  commandLine:
    'Dette er en programfeil i broen: Meld den med korrelasjons-ID-en (kontor show). Andre ordrer går videre.',
} as const;
const wasMade = 'Ble {object, select, customer {kunden} product {produktet} other {objektet}} opprettet?';

/** Why a document does not go on: an answer was lost, Kontor gave up, or the document differs from the order. */
export const deliveryTexts = {
  'doubt.restored': {
    title: 'Kontrolleres etter en gjenoppretting',
    cause: 'Databasen ble gjenopprettet fra en sikkerhetskopi. Dokumentet kan være laget etter den kopien.',
    remedy: asked,
  },
  'doubt.lost_worker': {
    title: 'Avbrutt under sending',
    cause: 'Prosessen som sendte dette dokumentet, ble uventet avsluttet.',
    remedy: asked,
  },
  'doubt.asked_once': {
    title: 'Ikke funnet ennå; Kontor spør en gang til',
    cause: 'Systemet viste ikke dokumentet. Listene kan henge etter, så Kontor spør en gang til.',
    remedy: byItself,
  },
  'doubt.lookup_failed': {
    title: 'Systemet kan ikke spørres nå',
    cause: 'Kontor kunne ikke spørre systemet om dokumentet.',
    remedy: forADay,
  },
  'doubt.lookup_failed:because': { title: 'Systemet kan ikke spørres nå', cause: '{because}', remedy: forADay },
  'doubt.postponed': {
    title: 'Kontor spør systemet senere',
    cause: 'Kontor kan ikke spørre systemet nå: Koblingen er stoppet, eller grensen for forespørsler er nådd.',
    remedy: byItself,
  },
  'doubt.postponed:because': { title: 'Kontor spør systemet senere', cause: '{because}', remedy: byItself },
  'doubt.unanswered': {
    title: 'Ikke noe svar på et døgn',
    cause: 'Kontor har ikke kunnet spørre systemet om dokumentet på et døgn.',
    remedy: seeWhy,
  },
  'doubt.unanswered:because': { title: 'Ikke noe svar på et døgn', cause: '{because}', remedy: seeWhy },
  'doubt.ask': {
    title: 'Er dokumentet i systemet?',
    cause: 'Systemet viser ikke dokumentet, men kan ikke si sikkert at det ikke finnes.',
    remedy: {
      screen:
        'Se etter i systemet. Velg så «Det er der» og skriv inn nummeret på dokumentet, eller velg «Det er ikke der» eller «Håndtert et annet sted».',
      commandLine:
        'Se etter i systemet. Er dokumentet der: kontor found, med nummeret. Er det ikke der: kontor absent. Har noen ordnet det for hånd: kontor elsewhere.',
    },
  },
  'doubt.several': {
    title: 'Systemet har flere dokumenter for denne ordren',
    cause: 'Systemet viser flere dokumenter der det skal være ett.',
    remedy: keepOne,
  },
  'doubt.several:because': {
    title: 'Systemet har flere dokumenter for denne ordren',
    cause: '{because}',
    remedy: keepOne,
  },

  'gave_up.attempts': {
    title: 'Gitt opp etter tre dager',
    cause: 'Kontor prøvde i omtrent tre dager.',
    remedy: lookAtCauses,
  },
  'gave_up.attempts:counted': {
    title: 'Gitt opp etter tre dager',
    cause: 'Kontor prøvde {attempts, number} ganger i løpet av omtrent tre dager.',
    remedy: lookAtCauses,
  },
  'gave_up.crashed_worker': {
    title: 'Broen krasjet flere ganger',
    cause: 'Tre prosesser krasjet mens de holdt på med dette dokumentet.',
    remedy: lookAtLog,
  },
  'gave_up.crashed_worker:counted': {
    title: 'Broen krasjet flere ganger',
    cause: '{workers, number} prosesser krasjet mens de holdt på med dette dokumentet.',
    remedy: lookAtLog,
  },
  'gave_up.bug': { title: 'En programfeil i broen', cause: 'Det oppsto en programfeil i broen.', remedy: report },
  'gave_up.bug:said': {
    title: 'En programfeil i broen',
    cause: 'Det oppsto en programfeil i broen: {said}',
    remedy: report,
  },

  'refused.document_differs': {
    title: 'Dokumentet avviker fra ordren',
    cause:
      'Totalen, mva., kunden, valutaen eller datoen på dokumentet er en annen enn i ordren, og avviket er større enn avrunding kan forklare.',
    remedy: mendDocument,
  },
  'refused.document_differs:compared': {
    title: 'Dokument {number} avviker fra ordren',
    cause: 'Dokument {number} avviker fra ordren: {differences}.',
    remedy: mendDocument,
  },
  'refused.by_office': {
    title: 'Kontoret avviser dokumentet',
    cause: 'Kontoret hentet dokumentet og avviste det.',
    remedy: mendWhatIsNamed,
  },
  'refused.by_office:said': { title: 'Kontoret avviser dokumentet', cause: '{said}', remedy: mendWhatIsNamed },
  'refused.several_found': {
    title: 'Systemet har duplikater',
    cause: 'Ordren trenger bare én av noe, for eksempel én kunde, og systemet har flere.',
    remedy: mergeDuplicates,
  },
  'refused.several_found:because': {
    title: 'Systemet har duplikater',
    cause: '{because}',
    remedy: mergeDuplicates,
  },
  'refused.shared_in_doubt:unanswered': {
    title: wasMade,
    cause:
      'Det er ikke kjent om {object, select, customer {kunden} product {produktet} other {objektet ({object})}} ble opprettet: {because}',
    remedy: {
      screen:
        'Finn ut hvorfor systemet ikke svarer, og prøv igjen: Kontor spør da en gang til, og ingenting opprettes dobbelt.',
      commandLine:
        'Finn ut hvorfor systemet ikke svarer, og så: kontor retry. Kontor spør da en gang til, og ingenting opprettes dobbelt.',
    },
  },
  'refused.shared_in_doubt': {
    title: wasMade,
    cause:
      'Det er ikke kjent om {object, select, customer {kunden} product {produktet} other {objektet ({object})}} ble opprettet: Systemet kan ikke si det sikkert.',
    remedy: {
      screen: 'Let etter det i systemet. Mangler det, opprett det der for hånd. Prøv så igjen.',
      commandLine: 'Let etter det i systemet. Mangler det, opprett det der for hånd. Så: kontor retry.',
    },
  },
  'gap.order_unreadable': {
    title: 'Ordren kan ikke leses',
    cause: 'Det kan ikke lages noe dokument av ordren, siden den ikke kan leses: {because}',
    remedy: {
      screen: 'Rett ordren i butikken og lagre den der. Da sendes den av seg selv.',
      commandLine:
        'Se hvorfor med: kontor order show. Rett ordren i butikken og lagre den der. Da sendes den av seg selv.',
    },
  },
  'gap.forgotten': {
    title: 'Innholdet i ordren er slettet',
    cause:
      'Innholdet i ordren er slettet i broen, fordi fristen var ute eller noen ba om det. Uten innholdet kan det ikke lages noe dokument.',
    remedy:
      'Gjør det som gjenstår, for hånd i {target}, og merk dokumentet som håndtert et annet sted. Endres ordren i butikken, kommer innholdet tilbake.',
  },

  'prepared.missing': { title: 'Mangler', cause: 'Det mangler og kan opprettes.', remedy: nothing },
  'prepared.there': { title: 'Fantes allerede', cause: 'Det fantes allerede.', remedy: nothing },
  'prepared.made': { title: 'Opprettet', cause: 'Det ble opprettet.', remedy: nothing },
  'prepared.made_before': {
    title: 'Opprettet tidligere',
    cause: 'Det ble opprettet tidligere. Det kan ta et øyeblikk før systemet viser det.',
    remedy: nothing,
  },
  'prepared.in_doubt': {
    title: 'Kanskje opprettet',
    cause: '{because} Det kan være opprettet likevel.',
    remedy: 'Prøv igjen om et minutt.',
  },
} as const satisfies Translated<typeof english>;
