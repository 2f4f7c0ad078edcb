import type { browserTexts as english } from '../en/browser.ts';
import type { Translated } from '../text.ts';

/** Why the bridge does not believe an admin's browser, or why the browser may not do what it asks. */
export const browserTexts = {
  'token.missing': {
    title: 'Tokenet mangler',
    cause: 'Forespørselen har headeren dpop, men ikke headeren kontor-token.',
    remedy:
      'Send tokenet fra utvidelsen sammen med forespørselen. Hvis det ble sendt, er det noe på veien som fjerner headeren kontor-token: slipp den gjennom.',
  },
  'token.unreadable': {
    title: 'Tokenet kan ikke leses',
    cause:
      'Headeren kontor-token inneholder ikke en kompakt JWS (Ed25519) med nøkkel-ID og feltene til et nettlesertoken.',
    remedy: 'Hent et nytt token fra utvidelsen. Hvis det ikke hjelper, oppdater utvidelsen og broen.',
  },
  'token.wrong_type': {
    title: 'Tokenet er ikke laget for nettlesere',
    cause: 'Typen (typ) til tokenet i kontor-token er ikke kontor-admin+jws.',
    remedy: 'Send tokenet som utvidelsen lager for nettlesere, ikke et annet.',
  },
  'token.unknown_key': {
    title: 'Nøkkelen til tokenet er ukjent',
    cause: 'Butikken har ingen nøkkel med ID-en (kid) som tokenet oppgir.',
    remedy: 'Par butikken med broen på nytt.',
  },
  'token.revoked_key': {
    title: 'Nøkkelen til tokenet er trukket tilbake',
    cause: 'Nøkkelen som tokenet er signert med, er trukket tilbake eller byttet ut.',
    remedy: 'Last siden på nytt. Hvis butikken ikke lenger er paret, par den med broen på nytt.',
  },
  'token.wrong_signature': {
    title: 'Signaturen til tokenet er feil',
    cause: 'Tokenet er ikke signert med nøkkelen det oppgir, eller det ble endret etterpå.',
    remedy: 'Hent et nytt token fra utvidelsen.',
  },
  'token.wrong_audience': {
    title: 'Tokenet gjelder en annen bro',
    cause: 'Tokenet oppgir (aud) en annen adresse enn den offentlige adressen til denne broen.',
    remedy: 'Par butikken med den offentlige adressen til denne broen.',
  },
  'token.too_long': {
    title: 'Tokenet gjelder for lenge',
    cause: 'Tokenet gjelder i mer enn fem minutter.',
    remedy: 'Lag et token som slutter (exp) fem minutter etter at det ble laget (iat).',
  },
  'token.expired': {
    title: 'Tokenet er utløpt',
    cause: 'Et token gjelder i fem minutter, og klokken i broen er utenfor den tiden.',
    remedy:
      'Hent et nytt token fra utvidelsen. Hvis det ikke hjelper, still klokken på butikkens server (clocks viser begge).',
  },
  'dpop.missing': {
    title: 'Nettleserens signatur mangler',
    cause: 'Forespørselen har headeren kontor-token, men ikke headeren dpop.',
    remedy:
      'Signer forespørselen. Hvis den var signert, er det noe på veien som fjerner headeren dpop: slipp den gjennom.',
  },
  'dpop.unreadable': {
    title: 'Nettleserens signatur kan ikke leses',
    cause:
      'Headeren dpop inneholder ikke en kompakt JWS (ES256) med en offentlig P-256-nøkkel og feltene til en forespørsel.',
    remedy: 'Last siden på nytt. Hvis det ikke hjelper, oppdater utvidelsen og broen.',
  },
  'dpop.wrong_type': {
    title: 'Dette er ikke en signatur fra en nettleser',
    cause: 'Typen (typ) til tokenet i dpop er ikke dpop+jwt.',
    remedy: 'Send en signatur som er laget for denne forespørselen, ikke et annet token.',
  },
  'dpop.wrong_key': {
    title: 'Signaturen og tokenet hører til ulike nøkler',
    cause: 'Fingeravtrykket til nøkkelen i signaturen er ikke det som tokenet oppgir (cnf.jkt).',
    remedy: 'Hent et token for nøkkelen som signerer.',
  },
  'dpop.wrong_token': {
    title: 'Signaturen gjelder et annet token',
    cause: 'Signaturen oppgir ikke SHA-256-verdien (ath) til tokenet den kom sammen med.',
    remedy: 'Signer forespørselen på nytt, sammen med tokenet du sender.',
  },
  'caller.not_admin': {
    title: 'Dette er bare for administratorer av butikken',
    cause: 'Brukeren arbeider med ordrer, men har ikke lov til å administrere butikken (manage_woocommerce).',
    remedy: 'Be en administrator av butikken om å gjøre det.',
  },
} as const satisfies Translated<typeof english>;
