import type { pairingTexts as english } from '../en/pairing.ts';
import type { Translated } from '../text.ts';

const another = {
  screen: 'Be den som drifter broen, om en ny paringskode.',
  commandLine: 'Be driftsansvarlig om en ny kode: kontor pair.',
} as const;
const updatePlugin = {
  screen: 'Oppdater utvidelsen og par på nytt.',
  commandLine:
    'Oppdater utvidelsen og par på nytt. Beviset er én kompakt JWS: typ kontor-pairing+jws, kid, og feltene iss, aud, iat, pairing og bh.',
} as const;
const unproved = 'Nøkkelen til butikken er ikke bevist';

/** Why a shop is not paired. */
export const pairingTexts = {
  'pairing.unreadable': {
    title: 'Innholdet hører ikke til en paring',
    cause: 'Innholdet hører ikke til en paring: {field}: {problem}.',
    remedy: 'Oppdater utvidelsen. Innholdet består av secret, key, proof og shop, slik /openapi.json beskriver.',
  },
  'pairing.wrong': {
    title: 'Paringskoden er feil',
    cause: 'Broen har ikke laget en slik paringskode, eller den er slettet.',
    remedy: {
      screen:
        'Lim inn hele koden en gang til. Etter fem feil forsøk gjelder den ikke lenger. Be da den som drifter broen, om en ny.',
      commandLine:
        'Lim inn hele koden en gang til. Etter fem feil forsøk gjelder den ikke lenger. Be da driftsansvarlig om en ny: kontor pair.',
    },
  },
  'pairing.exhausted': {
    title: 'Paringskoden er prøvd for mange ganger',
    cause:
      'Paringskoden er prøvd fem ganger uten hell, med feil hemmelighet eller med butikkadresser som ikke svarte. Den gjelder ikke lenger.',
    remedy: another,
  },
  'pairing.used': {
    title: 'Paringskoden er allerede brukt',
    cause: 'En butikk er allerede paret med denne koden. En kode gjelder én gang, for én butikk.',
    remedy: {
      screen: `${another.screen} Hvis ingen av dine butikker ble paret med den, må du si fra med en gang.`,
      commandLine: `${another.commandLine} Hvis ingen av dine butikker ble paret med den, må du si fra med en gang.`,
    },
  },
  'pairing.expired': {
    title: 'Paringskoden er for gammel',
    cause: 'Paringskoden ble laget for mer enn 15 minutter siden.',
    remedy: another,
  },
  'pairing.unproved': {
    title: unproved,
    cause: 'Beviset er ikke signert med nøkkelen til butikken.',
    remedy: updatePlugin,
  },
  'pairing.unproved:other_type': {
    title: unproved,
    cause: 'Beviset har en annen type (typ).',
    remedy: updatePlugin,
  },
  'pairing.unproved:foreign_key': {
    title: unproved,
    cause: 'Headeren til beviset inneholder en egen nøkkel eller en utvidelse.',
    remedy: updatePlugin,
  },
  'pairing.unproved:claim_missing': {
    title: unproved,
    cause: 'Beviset mangler et felt.',
    remedy: updatePlugin,
  },
  'pairing.unproved:other_key': {
    title: unproved,
    cause: 'Beviset oppgir (kid) en annen nøkkel enn butikkens.',
    remedy: updatePlugin,
  },
  'pairing.unproved:other_issuer': {
    title: unproved,
    cause: 'Beviset kommer (iss) fra en annen nøkkel.',
    remedy: updatePlugin,
  },
  'pairing.unproved:other_bridge': {
    title: unproved,
    cause: 'Beviset gjelder (aud) for en annen bro.',
    remedy: updatePlugin,
  },
  'pairing.unproved:other_pairing': {
    title: unproved,
    cause: 'Beviset gjelder (pairing) for en annen paring.',
    remedy: updatePlugin,
  },
  'pairing.unproved:other_secret': {
    title: unproved,
    cause: 'Beviset gjelder (bh) for en annen hemmelighet.',
    remedy: updatePlugin,
  },
  'pairing.skewed_clock': {
    title: 'Klokkene går ulikt',
    cause: 'Klokken i butikken avviker mer enn 60 sekunder fra klokken i broen; clocks viser begge.',
    remedy: 'Still klokken på maskinen som går feil, helst med NTP, og par på nytt med samme kode.',
  },
  'pairing.shop_exists': {
    title: 'Adressen tilhører en annen butikk',
    cause:
      'Broen har en butikk med en annen nøkkel som har bevist denne adressen. Adressen beviste ikke den nye nøkkelen.',
    remedy: {
      screen: 'Hvis det er samme butikk, be den som drifter broen, om en paringskode for den butikken.',
      commandLine:
        'Hvis det er samme butikk, be driftsansvarlig om en kode for den butikken: kontor pair --shop. Driftsansvarlig finner ID-en med kontor shop list.',
    },
  },
  'pairing.shop_exists:several': {
    title: 'Adressen tilhører flere butikker',
    cause: 'Flere av butikkene i broen har bevist denne adressen. Det går ikke an å se hvilken det gjelder.',
    remedy: {
      screen: 'Hvis det er en av disse butikkene, be den som drifter broen, om en paringskode for den butikken.',
      commandLine:
        'Hvis det er en av disse butikkene, be driftsansvarlig om en kode for den butikken: kontor pair --shop. Driftsansvarlig finner ID-en med kontor shop list.',
    },
  },
  'pairing.key_ended': {
    title: 'Nøkkelen til butikken gjelder ikke lenger',
    cause: 'Nøkkelen til butikken er trukket tilbake, byttet eller erstattet. En slik nøkkel blir aldri gyldig igjen.',
    remedy: {
      screen:
        'Be den som drifter broen, om en paringskode for den butikken. Lim den inn i utvidelsen, som lager en ny nøkkel.',
      commandLine:
        'Be driftsansvarlig om en kode for den butikken: kontor pair --shop. Lim den inn i utvidelsen, som lager en ny nøkkel.',
    },
  },
  'pairing.protocol:older_plugin': {
    title: 'Utvidelsen er for gammel for broen',
    cause: 'Utvidelsen snakker protokoll {spoken}, men broen {oldest} til {newest}.',
    remedy: 'Oppdater utvidelsen Kontor i butikken, og par på nytt.',
  },
  'pairing.protocol:older_bridge': {
    title: 'Broen er for gammel for utvidelsen',
    cause: 'Utvidelsen snakker protokoll {spoken}, men broen {oldest} til {newest}.',
    remedy: {
      screen: 'Be den som drifter broen, om å oppdatere den, og par på nytt.',
      commandLine: 'Be driftsansvarlig om å oppdatere broen, og par på nytt.',
    },
  },
} as const satisfies Translated<typeof english>;
