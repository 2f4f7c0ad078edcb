import type { officeTexts as english } from '../en/office.ts';
import type { Translated } from '../text.ts';

export const officeTexts = {
  'shop.unknown:of_office': {
    title: 'Adressen er en annen butikks',
    cause: 'Nøkkelen til kontoret hører til en annen butikk enn adressen.',
    remedy:
      'Legg inn adressen som ble vist sammen med nøkkelen. Den står også under Koblinger, denne koblingen, Henting.',
  },
  'connection.unknown:of_office': {
    title: 'Adressen er en annen koblings',
    cause: 'Nøkkelen til kontoret hører til en annen kobling enn adressen.',
    remedy:
      'Legg inn adressen som ble vist sammen med nøkkelen. Den står også under Koblinger, denne koblingen, Henting.',
  },
  'office.wrong_key': {
    title: 'Nøkkelen til kontoret er feil',
    cause: 'Broen har ingen slik nøkkel for et kontor, eller nøkkelen er sperret, eller koblingen er fjernet.',
    remedy: {
      screen: 'Lag en ny nøkkel under Koblinger, denne koblingen, Henting. Legg den inn i programmet som henter.',
      commandLine: 'Lag en ny nøkkel, og legg den inn i programmet som henter: kontor office-key create --shop … c…',
    },
  },
  'office.too_many_tries': {
    title: 'For mange feil nøkler',
    cause: 'Det kom for mange feil nøkler for et kontor fra samme adresse.',
    remedy: 'Legg den riktige nøkkelen inn i programmet som henter, og vent ett minutt.',
  },
  'office.computer_not_allowed': {
    title: 'Datamaskinen kan ikke hente',
    cause: 'Forespørselen kom fra {address}, som ikke er blant datamaskinene som koblingen tillater.',
    remedy: {
      screen:
        'Hvis det er en datamaskin på kontoret, legger du til {address} blant de tillatte datamaskinene: Koblinger, denne koblingen, Henting. Hvis {address} er en proxy for broen, ber du den som drifter broen, om å sette KONTOR_PROXY_HOPS.',
      commandLine:
        'Hvis det er en datamaskin på kontoret, legger du til {address} i allowedComputers i innstillingene for koblingen. Hvis {address} er en proxy foran broen, setter du KONTOR_PROXY_HOPS.',
    },
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
    cause:
      'Koblingen tilbyr ikke dokumentet {document} nå. Det kan være godtatt, erstattet eller kansellert, eller koblingen er satt på pause.',
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
  'fetching.office_silent': {
    title: 'Kontoret henter ikke',
    cause:
      'Kontoret spurte sist etter dokumenter for {minutes, number} minutter siden, men er ventet {interval, plural, one {hvert minutt} other {hvert #. minutt}}. {waiting, plural, =0 {Ingen nye dokumenter venter.} one {Ett nytt dokument venter.} other {# nye dokumenter venter.}}',
    remedy:
      'Kontroller på kontoret at programmet som henter, kjører og når broen. Hvis kontoret henter sjeldnere, legger du inn et lengre intervall i innstillingene for koblingen.',
  },
  'fetching.office_silent:never': {
    title: 'Kontoret har ikke hentet ennå',
    cause:
      'Kontoret fikk en nøkkel for {minutes, number} minutter siden og har ikke spurt etter dokumenter siden. {waiting, plural, =0 {Ingen nye dokumenter venter.} one {Ett nytt dokument venter.} other {# nye dokumenter venter.}}',
    remedy:
      'Legg inn nøkkelen og adressen til dokumentene i programmet som henter, og start det. Hvis nøkkelen ikke trengs, sperrer du den.',
  },
  'fetching.documents_waiting': {
    title: 'Dokumenter venter på kontoret',
    cause:
      'Det eldste dokumentet har ventet i {minutes, number} minutter. {waiting, plural, one {Ett dokument er} other {# dokumenter er}} ikke hentet, og {fetched, plural, one {ett dokument er} other {# dokumenter er}} hentet og ikke kvittert for.',
    remedy:
      'Kontroller at programmet som henter, har en nøkkel, ikke melder noen feil og kvitterer for det som det henter. Hvis dokumentene skrives til en mappe, må hver fil flyttes til done eller refused.',
  },
  'fetching.folder_unusable': {
    title: 'Mappen for dokumentene kan ikke brukes',
    cause: 'Broen kan ikke bruke mappen som den skriver dokumentene for denne koblingen til. De venter.',
    remedy: {
      screen: 'Be den som drifter broen, om å se på mappen.',
      commandLine: 'kontor doctor sier hva som er galt med mappen.',
    },
  },
  'office_folder.missing': {
    title: 'En mappe for kontoret mangler',
    cause: 'Mappen {folder} finnes ikke.',
    remedy:
      'Hvis mappen ligger på en nettverksstasjon, kobler du til stasjonen. Ellers oppretter du mappen. Kontor oppretter ingen, slik at det aldri skrives under en stasjon som ikke er koblet til.',
  },
  'office_folder.not_allowed': {
    title: 'En mappe for kontoret kan ikke brukes',
    cause: 'Kontor har ikke lov til å lese eller skrive i {folder}: {said}',
    remedy: 'Gi brukeren som Kontor kjører som, rett til å lese, opprette og slette filer i {folder}.',
  },
  'office_folder.full': {
    title: 'Det er ikke plass i en mappe for kontoret',
    cause: 'Kontor kan ikke skrive til {folder}: {said}',
    remedy: 'Frigjør plass på disken til {folder}.',
  },
  'office_folder.failed': {
    title: 'En mappe for kontoret kan ikke brukes',
    cause: 'Kontor kan ikke arbeide i {folder}: {said}',
    remedy: 'Kontroller at {folder} er en mappe på en disk som virker, og at nettverksstasjonen er koblet til.',
  },
  'fetch.wrong_setting:documents': {
    title: 'Adressen til dokumentene er feil',
    cause: 'Adressen til dokumentene mangler, eller den slutter ikke på /documents.',
    remedy: 'Sett KONTOR_OFFICE_DOCUMENTS eller --documents til adressen som ble vist sammen med nøkkelen.',
  },
  'fetch.wrong_setting:plain_http': {
    title: 'Adressen til dokumentene mangler https',
    cause: 'Uten https kan hvem som helst mellom kontoret og broen lese nøkkelen og dokumentene.',
    remedy: 'Bruk en adresse med https. I et nettverk som du stoler på, legger du til --plain-http.',
  },
  'fetch.wrong_setting:folder': {
    title: 'Mappen for dokumentene er feil',
    cause: 'Mappen for dokumentene er ikke oppgitt, eller den finnes ikke.',
    remedy: 'Opprett mappen, og oppgi den i KONTOR_OFFICE_FOLDER eller --folder.',
  },
  'fetch.wrong_setting:key': {
    title: 'Nøkkelen til kontoret mangler',
    cause: 'Det finnes ingen nøkkel, eller filen med nøkkelen kan ikke leses.',
    remedy: 'Sett KONTOR_OFFICE_KEY, eller oppgi en fil med nøkkelen med --key-file.',
  },
  'fetch.wrong_setting:interval': {
    title: 'Intervallet er feil',
    cause: 'Intervallet er ikke et tall mellom 1 og 86400.',
    remedy: 'Sett KONTOR_OFFICE_INTERVAL eller --interval til et antall sekunder, for eksempel 300.',
  },
  'fetch.folder_in_use': {
    title: 'Et annet program henter til mappen',
    cause: 'En annen kontor fetch kjører på denne datamaskinen med mappen {folder}.',
    remedy: 'La den fortsette, eller stopp den først.',
  },
} as const satisfies Translated<typeof english>;
