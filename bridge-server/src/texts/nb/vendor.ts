import type { vendorTexts as english } from '../en/vendor.ts';
import type { Translated } from '../text.ts';

const byItself = 'Ingenting: Det går videre av seg selv.';
const isAsked = 'Ingenting: Kontor spør systemet om det, og sender ingenting på nytt før det er avklart.';
const seeCheck = {
  screen: 'Velg «Test koblingen» under «Koblinger». Testen sier mer.',
  commandLine: 'Test koblingen med: kontor connection check.',
} as const;

/** What follows from a call to a vendor that failed: it is refused, held back, postponed, or in doubt. */
export const vendorTexts = {
  'held.unauthorized': {
    title: '{vendor} avviser nøkkelen',
    cause: '{said}',
    remedy: seeCheck,
  },
  'held.forbidden': {
    title: 'Kontor mangler en rettighet hos {vendor}',
    cause: '{said}',
    remedy: seeCheck,
  },
  'held.rate_limited': {
    title: '{vendor} får for mange forespørsler',
    cause: '{said}',
    remedy: byItself,
  },
  'held.unreachable': {
    title: '{vendor} kan ikke nås',
    cause: '{cause}',
    remedy: 'Sjekk nettverket og navneoppslaget til broen. Sjekk også om {vendor} har driftsstans.',
  },
  'held.address_refused': {
    title: 'Adressen til {vendor} er ikke tillatt',
    cause: '{cause}',
    remedy:
      'Broen har ikke lov til å kalle denne adressen. Den som drifter broen, kan rette adressen eller tillate den.',
  },
  'held.unreadable': {
    title: 'Svaret fra {vendor} kan ikke leses',
    cause: '{cause}',
    remedy:
      'Noe mellom broen og {vendor} svarer i stedet, for eksempel en proxy eller en brannmur. Be den som drifter broen, om å sjekke dette.',
  },
  'retry.postponed': {
    title: 'Kontor prøver igjen snart',
    cause: '{cause}',
    remedy: byItself,
  },
  'doubt.timeout': {
    title: 'Svaret mangler',
    cause: '{cause}',
    remedy: isAsked,
  },
  'doubt.cut': {
    title: 'Svaret gikk tapt',
    cause: '{cause}',
    remedy: isAsked,
  },
  'doubt.server_error': {
    title: '{vendor} har en feil',
    cause: '{said}',
    remedy: isAsked,
  },
  'doubt.unreadable': {
    title: 'Svaret kan ikke leses',
    cause: '{cause}',
    remedy: isAsked,
  },
  'doubt.refused': {
    title: 'Svaret er ikke entydig',
    cause: '{said}',
    remedy: isAsked,
  },
  'doubt.duplicate': {
    title: '{vendor} har det allerede, men viser det ikke ennå',
    cause: '{said}',
    remedy: isAsked,
  },
  'refused.validation': {
    title: '{vendor} avviser innholdet',
    cause: '{said}',
    remedy: 'Rett det {vendor} oppgir, i butikken eller i {target}, og prøv igjen.',
  },
  'refused.not_found': {
    title: '{vendor} finner ikke alt som trengs',
    cause: '{said}',
    remedy:
      'Det {vendor} oppgir, er slettet eller arkivert i {target}. Gjenopprett det eller velg noe annet, og prøv igjen.',
  },
  'refused.conflict': {
    title: '{vendor} melder: finnes allerede eller er i bruk',
    cause: '{said}',
    remedy:
      'Sjekk i {target} om dokumentet allerede finnes. Hvis ja, merk dette som håndtert et annet sted. Hvis nei, prøv igjen.',
  },
  'refused.request': {
    title: '{vendor} avviser forespørselen',
    cause: '{said}',
    remedy:
      '{vendor} tar ikke imot forespørselen. Prøv igjen senere. Hvis det ikke hjelper, si fra til den som drifter broen.',
  },
  'found.unlike:reference': {
    title: 'Dokument {number} er ikke fra denne ordren',
    cause: '{called} har referansen {reference}, men {ours} er ventet.',
    remedy: 'Oppgi nummeret på dokumentet som ble laget av denne ordren.',
  },
  'found.unlike:currency': {
    title: 'Dokument {number} er ikke fra denne ordren',
    cause: '{called} er i {currency}, men {of, select, payment {betalingen} other {ordren}} er i {wanted}.',
    remedy: 'Oppgi nummeret på dokumentet som ble laget av denne ordren.',
  },
  'found.unanswered:amount': {
    title: 'Beløpet til {number} kan ikke leses',
    cause: 'Beløpet «{amount}» kan ikke leses: {called}.',
    remedy: 'Prøv igjen når systemet svarer riktig.',
  },
  'found.not_askable:change': {
    title: 'En endring har ikke noe eget nummer',
    cause:
      'Steget som er uavklart, endrer et dokument som allerede er kjent. Det lager ikke et dokument med eget nummer.',
    remedy: 'Sjekk i systemet om endringen er der. Oppgi så det, eller merk den som håndtert et annet sted.',
  },
} as const satisfies Translated<typeof english>;
