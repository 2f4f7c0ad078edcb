import type { shopTexts as english } from '../en/shops.ts';
import type { Translated } from '../text.ts';

const signNew = 'Signer en kompakt JWS med den nye nøkkelen: typ {type}, feltene iss, aud, iat og replaces.';
const outOfReach = 'Ingenting, hvis broen ikke skal nå butikken: Butikken henter resultatene sine selv.';
const allowHost = {
  screen: `${outOfReach} Ellers må butikken kunne nås med https på en offentlig adresse. Eller be den som drifter broen, om å tillate verten.`,
  commandLine: `${outOfReach} Ellers må butikken kunne nås med https på en offentlig adresse. Eller legg til verten i {variable}.`,
} as const;
const seeAddress = `${outOfReach} Ellers må du sjekke at adressen er riktig, og at ingen brannmur stenger broen ute.`;
const seePlugin =
  'Sjekk at utvidelsen er aktiv på denne adressen, og at ingen brannmur, innlogging eller vedlikeholdsside svarer i stedet.';
const seeCopy =
  'Sjekk at adressen hører til denne butikken og ikke til en kopi, og at ingen mellomlagring svarer i stedet. Par så på nytt.';
const unproved = 'Adressen beviser ikke nøkkelen til butikken';
const noAnswer = 'Adressen til butikken svarer ikke';
const newUnproved = 'Den nye nøkkelen er ikke bevist';

/** Why a shop's address, or a shop's new key, is not proved. */
export const shopTexts = {
  'reach.address_refused': {
    title: 'Adressen til butikken er privat',
    cause: 'Adressen er privat eller uten https, og verten står ikke i {variable}.',
    remedy: allowHost,
  },
  'reach.address_refused:because': {
    title: 'Adressen til butikken er privat',
    cause: '{because}',
    remedy: allowHost,
  },
  'reach.unreachable': { title: noAnswer, cause: 'Adressen til butikken svarte ikke.', remedy: seeAddress },
  'reach.unreachable:because': { title: noAnswer, cause: '{because}', remedy: seeAddress },
  'reach.redirected': {
    title: 'Adressen til butikken viderekobler',
    cause: 'Adressen til butikken svarte med en viderekobling ({status}).',
    remedy:
      'Skriv inn den virkelige adressen til butikken i WordPress (Innstillinger, Generelt: Nettstedsadresse), og par på nytt.',
  },
  'reach.not_kontor': {
    title: 'En annen side svarer i stedet for utvidelsen',
    cause: 'Adressen til butikken svarte ({status}), men ikke slik utvidelsen Kontor gjør.',
    remedy: seePlugin,
  },
  'reach.unproved:not_signed': {
    title: unproved,
    cause: 'Svaret på adressen til butikken er ikke signert med nøkkelen til butikken.',
    remedy: seeCopy,
  },
  'reach.unproved:other_purpose': {
    title: unproved,
    cause: 'Svaret på adressen til butikken er signert, men for noe annet.',
    remedy: seeCopy,
  },
  'reach.unproved:other_key': {
    title: unproved,
    cause: 'Svaret på adressen til butikken oppgir en annen nøkkel (kid, iss).',
    remedy: seeCopy,
  },
  'reach.unproved:other_bridge': {
    title: unproved,
    cause: 'Svaret på adressen til butikken gjelder (aud) for en annen bro.',
    remedy: seeCopy,
  },
  'reach.unproved:other_question': {
    title: unproved,
    cause: 'Svaret på adressen til butikken hører til et tidligere spørsmål (nonce).',
    remedy: seeCopy,
  },
  'reach.unproved:skewed_clock': {
    title: unproved,
    cause: 'Klokken på adressen til butikken avviker mer enn 60 sekunder fra klokken til broen.',
    remedy: seeCopy,
  },

  'key.unproved:not_signed': {
    title: newUnproved,
    cause: 'Beviset er ikke signert med den nye nøkkelen.',
    remedy: signNew,
  },
  'key.unproved:other_type': { title: newUnproved, cause: 'Beviset har en annen type (typ).', remedy: signNew },
  'key.unproved:foreign_key': {
    title: newUnproved,
    cause: 'Headeren til beviset inneholder en egen nøkkel.',
    remedy: signNew,
  },
  'key.unproved:claim_missing': { title: newUnproved, cause: 'Beviset mangler et felt.', remedy: signNew },
  'key.unproved:other_shop': {
    title: newUnproved,
    cause: 'Beviset hører (iss) til en annen butikk.',
    remedy: signNew,
  },
  'key.unproved:other_bridge': {
    title: newUnproved,
    cause: 'Beviset gjelder (aud) for en annen bro.',
    remedy: signNew,
  },
  'key.unproved:other_key': {
    title: newUnproved,
    cause: 'Beviset erstatter en annen nøkkel enn den forespørselen er signert med.',
    remedy: signNew,
  },
  'key.unproved:skewed_clock': {
    title: newUnproved,
    cause: 'Beviset ble laget mer enn 60 sekunder før eller etter klokkeslettet i broen.',
    remedy: signNew,
  },
} as const satisfies Translated<typeof english>;
