import type { bridgeTexts as english } from '../en/bridge.ts';
import type { Translated } from '../text.ts';

const tellOperator = 'Si fra til den som drifter broen.';
const anew = 'Koble til systemet på nytt med den samme kontoen: Ingenting sendes dobbelt.';
const identity = {
  screen: tellOperator,
  commandLine:
    'Gi prosessen forseglingsnøkkelen som mangler. Er den tapt, slett raden i tabellen identity: Broen lager en ny nøkkel når den trenger en. Butikker som er paret, forblir paret. Paringskoder som ble skrevet ut før, gjelder ikke lenger.',
} as const;
const dataFolder =
  'Sett KONTOR_DATA til en mappe som denne brukeren kan skrive til, eller DATABASE_URL til en egen PostgreSQL.';

/** Why a process cannot start or work, and what is wrong with its keys. Mostly for whoever runs the bridge. */
export const bridgeTexts = {
  'config.wrong': {
    title: '{variable} er feil',
    cause: '{variable} er «{value}».',
    remedy: 'Sett {variable} til {expected}.',
  },
  'config.wrong:secret': {
    title: '{variable} er feil',
    cause: '{variable} har en ugyldig verdi.',
    remedy: 'Sett {variable} til {expected}.',
  },
  'config.wrong:of_system': {
    title: '{variable} er feil',
    cause: '{variable} har en ugyldig verdi.',
    remedy: 'Rett {variable}: {said}.',
  },
  'config.wrong:missing': {
    title: '{variable} er ikke satt',
    cause: '{variable} er ikke satt, selv om andre innstillinger for {system} er det.',
    remedy: 'Sett {variable}: {said}.',
  },
  'config.contradiction:call_timeout': {
    title: 'To innstillinger motsier hverandre',
    cause: 'KONTOR_CALL_TIMEOUT er ikke kortere enn KONTOR_LEASE.',
    remedy: 'Gjør KONTOR_CALL_TIMEOUT mindre eller KONTOR_LEASE større.',
  },
  'config.contradiction:no_key': {
    title: 'KONTOR_KEY er ikke satt',
    cause: 'DATABASE_URL er satt, men ikke KONTOR_KEY.',
    remedy: 'Sett KONTOR_KEY til {expected}, den samme for hver prosess på denne databasen.',
  },
  'config.contradiction:former_keys_alone': {
    title: 'KONTOR_KEY er ikke satt',
    cause: 'KONTOR_FORMER_KEYS er satt, men ikke KONTOR_KEY.',
    remedy: 'Sett KONTOR_KEY til nøkkelen som broen skal forsegle med fra nå av.',
  },
  'config.contradiction:no_public_url': {
    title: 'KONTOR_PUBLIC_URL er ikke satt',
    cause: 'HOST kan nås utenfra, men KONTOR_PUBLIC_URL er ikke satt.',
    remedy: 'Sett KONTOR_PUBLIC_URL til {expected}.',
  },
  'config.contradiction:no_mail_server': {
    title: 'KONTOR_SMTP er ikke satt',
    cause: 'KONTOR_ALARM_MAIL er satt, men ikke KONTOR_SMTP.',
    remedy: 'Sett KONTOR_SMTP til {expected}.',
  },
  'database.unreachable': {
    title: 'Databasen svarer ikke',
    cause: 'Databasen svarer ikke.',
    remedy: {
      screen: 'Si fra til den som drifter broen. Ingenting går tapt: Butikkene sender på nytt.',
      commandLine: 'Sjekk at PostgreSQL kjører, og at broen når den. Ingenting går tapt: Butikkene sender på nytt.',
    },
  },
  'database.unreachable:own': {
    title: 'Databasen kan ikke åpnes',
    cause: 'Databasen kan ikke åpnes: {said}.',
    remedy: 'Sjekk at DATABASE_URL er riktig, og at PostgreSQL (15 eller nyere) kjører der.',
  },
  'database.unreachable:pooler': {
    title: 'Det står en pooler mellom broen og PostgreSQL',
    cause: 'DATABASE_URL fører til en pooler som PgBouncer, som ikke følger tidsgrensene til en forbindelse: {said}.',
    remedy: 'La DATABASE_URL peke på selve PostgreSQL, ikke på pooleren. Broen har sin egen pool.',
  },
  'database.unreachable:embedded': {
    title: 'Databasen kan ikke åpnes',
    cause: 'Databasen kan ikke åpnes: {said}.',
    remedy: 'Sjekk at denne brukeren kan skrive til {folder}.',
  },
  'database.cannot_start': {
    title: 'PostgreSQL starter ikke',
    cause: 'Den innebygde PostgreSQL starter ikke i {folder}: {said}',
    remedy: dataFolder,
  },
  'database.cannot_start:as_root': {
    title: 'PostgreSQL starter ikke',
    cause: 'Den innebygde PostgreSQL starter ikke i {folder}: {said}',
    remedy: `${dataFolder} PostgreSQL kjører aldri som root, men som brukeren postgres. Den brukeren må kunne gå inn i alle mappene over datamappen.`,
  },
  'database.cannot_start:in_use': {
    title: 'Dataene til PostgreSQL er i bruk',
    cause: 'Den innebygde PostgreSQL i {folder} kunne ikke brukes på {seconds, number} sekunder: {said}',
    remedy:
      'Sjekk om det fortsatt kjører prosesser med navnet postgres fra en bro som ble avbrutt. Avslutt dem, eller vent til de er ferdige. Start så på nytt.',
  },
  'database.cannot_start:elsewhere': {
    title: 'Dataene til PostgreSQL er i bruk et annet sted',
    cause: 'En PostgreSQL i en annen container eller et annet nettverk bruker dataene i {folder}.',
    remedy:
      'La bare én container bruke mappen. For flere containere kjører du PostgreSQL adskilt fra broen og setter DATABASE_URL.',
  },
  'database.not_migrated': {
    title: 'Databasen er eldre enn broen',
    cause: 'Tabellene i databasen er eldre enn denne broen trenger.',
    remedy: { screen: tellOperator, commandLine: 'Start broen på nytt: Den oppdaterer tabellene når den starter.' },
  },
  'server.cannot_listen': {
    title: 'Broen kan ikke ta imot forespørsler',
    cause: 'Broen kan ikke lytte på {host}:{port} ({fault}).',
    remedy: 'Sjekk HOST og PORT.',
  },
  'server.cannot_listen:in_use': {
    title: 'Porten er i bruk',
    cause: 'Broen kan ikke lytte på {host}:{port} ({fault}).',
    remedy: 'Avslutt programmet som bruker porten, eller sett PORT til en annen.',
  },
  'server.cannot_listen:not_allowed': {
    title: 'Prosessen har ikke lov til å bruke porten',
    cause: 'Broen kan ikke lytte på {host}:{port} ({fault}).',
    remedy: 'Sett PORT til et tall over 1023, eller la prosessen få bruke denne porten.',
  },
  'server.cannot_listen:no_address': {
    title: 'Adressen hører ikke til denne maskinen',
    cause: 'Broen kan ikke lytte på {host}:{port} ({fault}).',
    remedy: 'Sett HOST til en adresse på denne maskinen.',
  },
  'server.cannot_listen:metrics': {
    title: 'Broen kan ikke vise målingene sine',
    cause: 'Broen kan ikke lytte på {host}:{port} ({fault}).',
    remedy:
      'Sett KONTOR_METRICS_HOST til en adresse på denne maskinen og KONTOR_METRICS_PORT til en port som ikke brukes av noe annet.',
  },
  'bridge.unknown_state': {
    title: 'Det er ukjent om broen er klar',
    cause: 'Broen kunne ikke finne ut om den er klar.',
    remedy: 'Se i loggen til broen.',
  },
  'key.wrong': {
    title: 'KONTOR_KEY er ikke riktig nøkkel',
    cause:
      'Hemmelighetene i denne databasen ble forseglet med en annen nøkkel. Den er verken KONTOR_KEY eller en av KONTOR_FORMER_KEYS.',
    remedy:
      'Sett KONTOR_KEY til riktig nøkkel. Kom databasen fra en sikkerhetskopi, er det nøkkelen fra da kopien ble tatt. Ingenting ble endret.',
  },
  'key.missing': {
    title: 'En forseglingsnøkkel mangler',
    cause: 'En hemmelighet er forseglet med nøkkelen {key}, som denne prosessen ikke har.',
    remedy: {
      screen:
        'Si til den som drifter broen, at en forseglingsnøkkel mangler. Er nøkkelen tapt, må systemet kobles til på nytt.',
      commandLine:
        'Gi prosessen den nøkkelen, som KONTOR_KEY eller blant KONTOR_FORMER_KEYS, og start den på nytt. Er nøkkelen tapt, må systemet kobles til på nytt.',
    },
  },
  'key.missing:identity': {
    title: 'En forseglingsnøkkel mangler',
    cause: 'En hemmelighet er forseglet med nøkkelen {key}, som denne prosessen ikke har.',
    remedy: identity,
  },
  'key.missing:content': {
    title: 'En forseglingsnøkkel mangler',
    cause: 'Innholdet i ordren er forseglet med nøkkelen {key}, som denne prosessen ikke har.',
    remedy: {
      screen:
        'Si til den som drifter broen, at en forseglingsnøkkel mangler. Er nøkkelen tapt, la nettbutikken sende ordren på nytt.',
      commandLine:
        'Gi prosessen den nøkkelen, som KONTOR_KEY eller blant KONTOR_FORMER_KEYS, og start den på nytt. Er nøkkelen tapt, la nettbutikken sende ordren på nytt.',
    },
  },
  'secret.unreadable': {
    title: 'En lagret hemmelighet er endret',
    cause: 'En lagret hemmelighet er endret, eller hører til en annen rad i databasen.',
    remedy: {
      screen:
        'Koble til systemet på nytt med den samme kontoen: Ingenting sendes dobbelt. Si også fra til den som drifter broen, så de kan finne ut hvem som endret databasen.',
      commandLine:
        'Finn ut hvem som endret databasen. Koble så til systemet på nytt med den samme kontoen: Ingenting sendes dobbelt.',
    },
  },
  'secret.unreadable:identity': {
    title: 'En lagret hemmelighet er endret',
    cause: 'En lagret hemmelighet er endret, eller hører til en annen rad i databasen.',
    remedy: identity,
  },
  'secret.unreadable:content': {
    title: 'Et lagret innhold er endret',
    cause: 'Et lagret innhold er endret, eller hører til en annen rad i databasen.',
    remedy: {
      screen:
        'Endre ordren i nettbutikken, så den sendes på nytt. Si også fra til den som drifter broen, så de kan finne ut hvem som endret databasen.',
      commandLine: 'Finn ut hvem som endret databasen. Endre så ordren i nettbutikken, så den sendes på nytt.',
    },
  },
  'held.secret_unreadable': {
    title: 'Den lagrede tilgangen kan ikke leses',
    cause: 'Den forseglede tilgangen er endret, eller hører til en annen rad i databasen.',
    remedy: anew,
  },
  'retry.key_missing': {
    title: 'En forseglingsnøkkel mangler',
    cause: 'Tilgangen er forseglet med en nøkkel som denne prosessen ikke har.',
    remedy: {
      screen: 'Si til den som drifter broen, at en forseglingsnøkkel mangler.',
      commandLine: 'Gi prosessen den nøkkelen, som KONTOR_KEY eller blant KONTOR_FORMER_KEYS, og start den på nytt.',
    },
  },
  'retry.secret_unreadable': {
    title: 'Den lagrede tilgangen kan ikke leses',
    cause: 'Den forseglede tilgangen er endret, eller hører til en annen rad i databasen.',
    remedy: anew,
  },
  'key.rotating': {
    title: 'Et annet nøkkelbytte pågår',
    cause: 'Et annet nøkkelbytte pågår.',
    remedy: 'Vent til det er ferdig. Ble det avbrutt, kjør kommandoen igjen.',
  },
  'key.not_new': {
    title: 'Det finnes ingen ny nøkkel',
    cause: 'KONTOR_KEY gjelder allerede, og alt som kan åpnes, er forseglet med den.',
    remedy:
      'For å bytte til en annen nøkkel, start hver prosess på nytt med den nye nøkkelen som KONTOR_KEY og den nåværende blant KONTOR_FORMER_KEYS. Kjør så kommandoen igjen. Har du gjort det allerede, fjern KONTOR_FORMER_KEYS.',
  },
} as const satisfies Translated<typeof english>;
