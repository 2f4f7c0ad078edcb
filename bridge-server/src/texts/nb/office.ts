import type { officeTexts as english } from '../en/office.ts';
import type { Translated } from '../text.ts';

export const officeTexts = {
  'office.wrong_key': {
    title: 'Nøkkelen til kontoret er feil',
    cause: 'Broen har ingen slik nøkkel for et kontor, eller nøkkelen er sperret, eller koblingen er fjernet.',
    remedy: {
      screen: 'Be den som drifter broen, om en ny nøkkel, og legg den inn i programmet som henter.',
      commandLine: 'Lag en ny nøkkel, og legg den inn i programmet som henter: kontor office-key create --shop … c…',
    },
  },
  'office.too_many_tries': {
    title: 'For mange feil nøkler',
    cause: 'Det kom for mange feil nøkler for et kontor fra samme adresse.',
    remedy: 'Legg den riktige nøkkelen inn i programmet som henter, og vent ett minutt.',
  },
  'office.not_fetching': {
    title: 'Ingen kontor henter fra dette systemet',
    cause: 'Kontor sender selv dokumentene til {target}. Det er altså ingenting å hente.',
    remedy: {
      screen: 'Velg en kobling til et system der kontoret henter.',
      commandLine: 'Oppgi en kobling til et system der kontoret henter. List koblingene med: kontor connection list.',
    },
  },
  'document.unknown': {
    title: 'Et slikt dokument tilbys ikke',
    cause: 'Koblingen tilbyr ikke dokumentet {document} nå. Det kan være godtatt, erstattet eller kansellert.',
    remedy: 'Hent listen over dokumenter på nytt, og hent bare det som står i listen.',
  },
  'document.not_fetched': {
    title: 'Dokumentet kan ikke kvitteres',
    cause: 'Dokumentet {document} er ikke hentet, eller det er allerede kvittert på en annen måte.',
    remedy: 'Hent dokumentet før du kvitterer for det. Hvis det ikke lenger tilbys, er det ingenting mer å gjøre.',
  },
  'key.unknown:of_office': {
    title: 'Nøkkelen finnes ikke',
    cause: 'Koblingen har ingen slik nøkkel for et kontor i bruk.',
    remedy: { screen: 'Last siden på nytt.', commandLine: 'List nøklene med: kontor office-key list --shop … c…' },
  },
} as const satisfies Translated<typeof english>;
