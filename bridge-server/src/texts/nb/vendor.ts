import type { vendorTexts as english } from '../en/vendor.ts';
import type { Translated } from '../text.ts';

const byItself = 'Ingenting: det fortsetter av seg selv.';
const isAsked = 'Ingenting: systemet blir spurt om det, og ingenting sendes på nytt før det er kjent.';
const seeCheck = {
  screen: 'Sjekk koblingen: sjekken sier mer.',
  commandLine: 'Se hva det sier med: kontor connection check.',
} as const;

/** What becomes of a call of a vendor that brings nothing: it was refused, held back, postponed, or is in doubt. */
export const vendorTexts = {
  'held.unauthorized': {
    title: '{vendor} avviser nøkkelen',
    cause: '{said}',
    remedy: seeCheck,
  },
  'held.forbidden': {
    title: '{vendor} avviser en rettighet',
    cause: '{said}',
    remedy: seeCheck,
  },
  'held.rate_limited': {
    title: '{vendor} blir spurt for ofte',
    cause: '{said}',
    remedy: byItself,
  },
  'held.unreachable': {
    title: '{vendor} kan ikke nås',
    cause: '{cause}',
    remedy: 'Sjekk nettverket og navnetjenesten til broen, og om {vendor} har driftsstans.',
  },
  'held.address_refused': {
    title: 'Adressen til {vendor} er ikke tillatt',
    cause: '{cause}',
    remedy: 'Broen kan ikke gå til denne adressen. Den som drifter broen, kan rette eller tillate den.',
  },
  'held.unreadable': {
    title: 'Svaret fra {vendor} kan ikke leses',
    cause: '{cause}',
    remedy:
      'Noe mellom broen og {vendor} svarer i stedet, for eksempel en proxy eller en brannmur. Den som drifter broen, bør se på det.',
  },
  'retry.postponed': {
    title: 'Det prøves igjen snart',
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
    title: '{vendor} har det allerede, og viser det ikke ennå',
    cause: '{said}',
    remedy: isAsked,
  },
  'refused.validation': {
    title: '{vendor} avviser innholdet',
    cause: '{said}',
    remedy: 'Rett i butikken eller i {target} det {vendor} oppgir, og prøv igjen.',
  },
  'refused.not_found': {
    title: '{vendor} savner noe',
    cause: '{said}',
    remedy:
      'Det {vendor} oppgir, er slettet eller arkivert i {target}. Gjenopprett det eller velg noe annet, og prøv igjen.',
  },
  'refused.conflict': {
    title: '{vendor} melder: finnes allerede eller er i bruk',
    cause: '{said}',
    remedy:
      'Se i {target} om dokumentet allerede finnes; hvis ja, si at dette er håndtert et annet sted; hvis nei, prøv igjen.',
  },
  'refused.request': {
    title: '{vendor} avviser forespørselen',
    cause: '{said}',
    remedy:
      '{vendor} tar ikke imot forespørselen. Prøv igjen senere; hvis det fortsetter, si fra til den som drifter broen.',
  },
  'found.unlike:reference': {
    title: 'Dokument {number} er et annet',
    cause: '{called} har referansen {reference}; vår er {ours}.',
    remedy: 'Oppgi nummeret på dokumentet som ble laget av denne ordren.',
  },
  'found.unlike:currency': {
    title: 'Dokument {number} er et annet',
    cause: '{called} er i {currency}, {of, select, payment {betalingen} other {ordren}} i {wanted}.',
    remedy: 'Oppgi nummeret på dokumentet som ble laget av denne ordren.',
  },
  'found.unanswered:amount': {
    title: 'Beløpet til {number} kan ikke leses',
    cause: 'Beløpet «{amount}» kan ikke leses: {called}.',
    remedy: 'Si det igjen når systemet svarer.',
  },
  'found.not_askable:change': {
    title: 'En endring har ikke noe nummer',
    cause: 'Steget det er tvil om, endrer et dokument som allerede er kjent, og lager ikke noe som har et eget nummer.',
    remedy: 'Se i systemet om endringen er der, og si det, eller at den er håndtert et annet sted.',
  },
} as const satisfies Translated<typeof english>;
