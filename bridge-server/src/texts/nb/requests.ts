import type { requestTexts as english } from '../en/requests.ts';
import type { Translated } from '../text.ts';

/** Why a request is refused, whoever made it. */
export const requestTexts = {
  'route.unknown': {
    title: 'Her finnes det ingenting',
    cause: 'Broen har ingen slik adresse.',
    remedy: 'Sammenlign adressen med dokumentasjonen til broen.',
  },
  'route.wrong_method': {
    title: 'Metoden er ikke tillatt her',
    cause: 'Adressen godtar ikke denne HTTP-metoden.',
    remedy: 'Bruk en metode som headeren Allow oppgir.',
  },
  'request.unreadable': {
    title: 'Forespørselen kan ikke leses',
    cause: 'Adressen eller headerne i forespørselen har feil form.',
    remedy: 'Send en riktig utformet HTTP-forespørsel.',
  },
  'body.too_large': {
    title: 'Innholdet er for stort',
    cause: 'Innholdet er større enn {megabytes} MB.',
    remedy: 'Send færre hendelser i én forespørsel.',
  },
  'body.compressed': {
    title: 'Innholdet er komprimert',
    cause:
      'Den signerte forespørselen har Content-Encoding. Da ville signaturen ikke gjelde de bytene som broen leser.',
    remedy: 'Send innholdet som det er, uten Content-Encoding.',
  },
  'body.wrong_type': {
    title: 'Innholdet er av en annen type',
    cause: 'Content-Type er ikke application/json i UTF-8.',
    remedy: 'Send JSON med Content-Type: application/json.',
  },
  'body.broken_json': {
    title: 'Innholdet er ikke JSON',
    cause: 'Innholdet er ikke gyldig JSON i UTF-8.',
    remedy: 'Send gyldig JSON.',
  },
  'body.no_object': {
    title: 'Innholdet er ikke et objekt',
    cause: 'Innholdet er gyldig JSON, men ikke et objekt.',
    remedy: 'Send ett JSON-objekt som har hver verdi under navnet sitt.',
  },
  'events.unreadable': {
    title: 'Innholdet har ingen hendelser',
    cause: `Innholdet har ikke formen '{'"events": [...]'}' med minst én hendelse.`,
    remedy: 'Send en liste med hendelser.',
  },
  'events.too_many': {
    title: 'For mange hendelser',
    cause: 'Forespørselen har mer enn {limit} hendelser.',
    remedy: 'Send høyst {limit} hendelser i én forespørsel.',
  },
  'results.bad_cursor': {
    title: 'Markøren er ugyldig',
    cause: 'Spørrestrengen har ikke formen after=<cursor> med markøren fra et tidligere svar.',
    remedy: 'Send markøren nøyaktig slik den sto i svaret, eller ingen for å begynne forfra.',
  },
  'identity.bad_nonce': {
    title: 'Nonce-verdien er ugyldig',
    cause: 'Spørrestrengen har ikke formen nonce=<16 til 64 bokstaver, sifre, - og _>.',
    remedy: 'Send én tilfeldig nonce, en ny i hver forespørsel.',
  },
  'bridge.unavailable': {
    title: 'Broen kan ikke lagre noe akkurat nå',
    cause: 'Broen kan ikke bruke databasen sin. Ingen del av forespørselen er bekreftet.',
    remedy:
      'Send forespørselen igjen senere, signert på nytt: Ingenting tas imot to ganger. Hvis det ikke hjelper, må driftsansvarlig sjekke databasen og disken.',
  },
  'bridge.interrupted': {
    title: 'Broen kan ikke bruke databasen akkurat nå',
    cause: 'Broen kunne ikke bruke databasen. Forespørselen kan være delvis utført.',
    remedy:
      'Sjekk hvordan det står til, og be om resten igjen, signert på nytt. Hvis det ikke hjelper, må driftsansvarlig sjekke databasen og disken.',
  },
  'bridge.not_ready': {
    title: 'Broen er ikke klar',
    cause: 'Noe som broen trenger, mangler; causes oppgir hva.',
    remedy: 'Se hva du kan gjøre for hver årsak.',
  },
  'bridge.fault': {
    title: 'En programfeil i broen',
    cause: 'Det oppsto en programfeil i broen.',
    remedy:
      'Send forespørselen igjen senere. Hvis det ikke hjelper, gi korrelasjons-ID-en til driftsansvarlig: Detaljene står i loggen til broen.',
  },
} as const satisfies Translated<typeof english>;
