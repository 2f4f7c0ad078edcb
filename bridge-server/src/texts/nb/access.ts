import type { accessTexts as english } from '../en/access.ts';
import type { Translated } from '../text.ts';

const signAgain =
  'Signer forespørselen slik den sendes: metode, full adresse med spørrestreng, og nøyaktig de samme bytene i innholdet.';

/** Why the bridge does not believe a caller, or why the caller may not do what it asks. */
export const accessTexts = {
  'proof.missing': {
    title: 'Forespørselen er ikke signert',
    cause: 'Forespørselen mangler headeren kontor-proof.',
    remedy:
      'Signer forespørselen. Hvis den var signert, er det noe mellom butikken og broen som fjerner headeren kontor-proof: slipp den gjennom.',
  },
  'proof.unreadable': {
    title: 'Signaturen kan ikke leses',
    cause: 'Headeren kontor-proof inneholder ikke en kompakt JWS med feltene til en forespørsel.',
    remedy: 'Send én kompakt JWS med feltene iss, aud, iat, jti, htm, htu og bh, og med en nøkkel-ID i headeren.',
  },
  'proof.wrong_type': {
    title: 'Tokenet signerer ikke en forespørsel',
    cause: 'Typen (typ) til tokenet i kontor-proof er ikke kontor-request+jws.',
    remedy: 'Send en signatur som er laget for denne forespørselen, ikke et annet token.',
  },
  'proof.wrong_algorithm': {
    title: 'Signert med en annen metode',
    cause: 'Algoritmen (alg) til signaturen er ikke Ed25519.',
    remedy: 'Signer med butikkens Ed25519-nøkkel: alg er EdDSA eller Ed25519.',
  },
  'proof.foreign_key': {
    title: 'Signaturen har med sin egen nøkkel',
    cause: 'Headeren til signaturen inneholder en egen nøkkel eller en utvidelse (jku, jwk, x5u, x5c eller crit).',
    remedy: 'Oppgi nøkkelen bare med ID-en (kid).',
  },
  'proof.unknown_key': {
    title: 'Nøkkelen er ukjent',
    cause: 'Butikken har ingen nøkkel med ID-en (kid) som signaturen oppgir.',
    remedy: 'Bruk nøkkelen som butikken har fått, eller gi butikken en ny.',
  },
  'proof.revoked_key': {
    title: 'Nøkkelen er trukket tilbake',
    cause: 'Nøkkelen som signaturen oppgir, er trukket tilbake.',
    remedy: 'Gi butikken en ny nøkkel.',
  },
  'proof.wrong_signature': {
    title: 'Signaturen er feil',
    cause: 'Signaturen er ikke laget med nøkkelen den oppgir, eller forespørselen ble endret etterpå.',
    remedy: 'Signer med den private nøkkelen som hører til nøkkel-ID-en (kid).',
  },
  'proof.wrong_audience': {
    title: 'Signaturen gjelder en annen bro',
    cause: 'Signaturen oppgir (aud) en annen adresse enn den offentlige adressen til denne broen.',
    remedy:
      'Skriv inn den offentlige adressen til broen i butikken nøyaktig slik den er satt opp i broen (KONTOR_PUBLIC_URL).',
  },
  'proof.wrong_method': {
    title: 'Signaturen gjelder en annen metode',
    cause: 'Signaturen er laget for en annen HTTP-metode (htm).',
    remedy: signAgain,
  },
  'proof.wrong_address': {
    title: 'Signaturen gjelder en annen adresse',
    cause:
      'Signaturen oppgir en annen adresse (htu). Det må være den offentlige adressen til broen, med stien og spørrestrengen i denne forespørselen.',
    remedy: signAgain,
  },
  'proof.wrong_body': {
    title: 'Signaturen gjelder et annet innhold',
    cause: 'Innholdet har ikke den SHA-256-verdien (bh) som signaturen oppgir.',
    remedy: signAgain,
  },
  'proof.skewed_clock': {
    title: 'Klokkene går ulikt',
    cause: 'Signaturen er laget mer enn 60 sekunder før eller etter klokkeslettet i broen.',
    remedy: 'Still klokken som går feil (clocks viser begge), og signer hvert forsøk på nytt.',
  },
  'proof.replayed': {
    title: 'Signaturen er brukt før',
    cause: 'En forespørsel med samme ID (jti) er allerede tatt imot.',
    remedy: 'Signer hvert forsøk på nytt, med en ny ID.',
  },
  'proof.before_restore': {
    title: 'Signaturen er for gammel',
    cause:
      'Signaturen ble laget før databasen til broen ble gjenopprettet fra en sikkerhetskopi. Det er derfor ukjent om den er brukt.',
    remedy: 'Signer forespørselen på nytt.',
  },
  'caller.reads_only': {
    title: 'Et lesetoken leser bare visninger',
    cause: 'Forespørselen kom med et lesetoken, som leser kontorenes artikler og ikke noe annet.',
    remedy: 'Signer forespørselen med nøkkelen til butikken.',
  },
  'reader.wrong_token': {
    title: 'Lesetokenet er ikke gyldig',
    cause: 'Tokenet i headeren Authorization er ukjent, utløpt eller trukket tilbake.',
    remedy: 'Hent et nytt med en signert forespørsel: POST /v1/shops/(shop)/views/token.',
  },
  'caller.not_operator': {
    title: 'Dette er bare for den som drifter broen',
    cause: 'Den som spør, mangler tilgangen (scope) som kreves. Bare driftsansvarlig har den.',
    remedy: {
      screen: 'Be den som drifter broen, om å gjøre dette.',
      commandLine: 'Signer med en nøkkel for driftsansvarlig, laget med: kontor key create.',
    },
  },
  'shop.unknown': {
    title: 'Denne butikken finnes ikke',
    cause: 'Adressen oppgir en butikk som ikke finnes på denne broen, eller som signaturen ikke hører til.',
    remedy: 'Bruk butikk-ID-en som butikken fikk sammen med nøkkelen sin.',
  },
} as const satisfies Translated<typeof english>;
