import type { doctorTexts as english } from '../en/doctor.ts';
import type { Translated } from '../text.ts';

const nothing = 'Ingenting.';

export const doctorTexts = {
  'doctor.versions': {
    title: 'Versjoner',
    cause: 'Kontor {kontor}, Node.js {node}, PostgreSQL {postgres}.',
    remedy: nothing,
  },
  'doctor.database_well': {
    title: 'Databasen svarer',
    cause: 'Databasen svarte på {ms, number} ms og tar {megabytes, number} MB.',
    remedy: nothing,
  },
  'doctor.database_slow': {
    title: 'Databasen er treg',
    cause: 'Databasen brukte {ms, number} ms på svaret.',
    remedy: 'Sjekk hva annet som bruker maskinen, og om disken er full eller treg.',
  },
  'doctor.database_read_only': {
    title: 'Databasen tar ikke imot data',
    cause: 'Databasen tar ikke imot data: Den er en reserveserver, eller disken er full.',
    remedy:
      'Frigjør plass på disken, eller sett DATABASE_URL til serveren som tar imot data. Butikkene sender på nytt av seg selv.',
  },
  'doctor.clock_well': {
    title: 'Klokkene går likt',
    cause: 'Klokkene på denne maskinen og i databasen går likt.',
    remedy: nothing,
  },
  'doctor.clock_differs': {
    title: 'Klokkene går ulikt',
    cause: 'Klokkene på denne maskinen og i databasen er {seconds, number} sekunder fra hverandre.',
    remedy:
      'Still begge klokkene etter en tidsserver (NTP). Avviker de mer enn ett minutt, avviser broen forespørsler fra butikkene.',
  },
  'doctor.work_well': {
    title: 'Ingen oppgaver blir liggende',
    cause: 'Ingenting som skal gjøres nå, har ventet lenger enn ett minutt.',
    remedy: nothing,
  },
  'doctor.work_late': {
    title: 'Oppgaver blir liggende',
    cause:
      'Oppgaver som skulle vært gjort, har ventet i {minutes, number} minutter: Ingen arbeidsprosess kjører, eller det er for få.',
    remedy:
      'Sjekk at en prosess med KONTOR_ROLE=both eller KONTOR_ROLE=worker kjører, og se i loggen. Kjører det en, øk KONTOR_CONCURRENCY.',
  },
  'doctor.doubt_old': {
    title: 'Det er fortsatt uklart om et dokument finnes',
    cause: 'Et system har på {minutes, number} minutter ikke sagt om et dokument er der.',
    remedy: {
      screen:
        'Se hvilket under «Ordrer» i butikken. Kontor spør kontorsystemet i ett døgn. Etter det må noen se etter i systemet.',
      commandLine:
        'Se hvilket med: kontor transfers --state in_doubt. Kontor spør videre i ett døgn. Etter det må noen se etter i systemet.',
    },
  },
  'doctor.connection_held': {
    title: 'En kobling er stoppet',
    cause: '{account} for butikken {shop} ({connection}) er stoppet: {because}',
    remedy: '{mend} Det går videre av seg selv når årsaken er borte.',
  },
  'doctor.connections_held': {
    title: 'Koblinger er stoppet',
    cause:
      '{count, number} koblinger er stoppet av én årsak ({accounts}{others, plural, =0 {} one { og én til} other { og # til}}): {because}',
    remedy: '{mend} De går videre av seg selv når årsaken er borte.',
  },
  'doctor.shop_unread': {
    title: 'En butikk kan ikke leses',
    cause: 'Broen har ikke kunnet lese butikken {name} ({shop}) på {minutes, number} minutter: {because}',
    remedy: '{mend} Ingenting hoppes over: Broen fortsetter der den stoppet.',
  },
  'doctor.office_overdue': {
    title: 'Et kontor henter ikke dokumentene sine',
    cause: '{account} i butikken {shop} ({connection}): {because}',
    remedy: '{mend} Ingen dokumenter går tapt: Hvert tilbys til kontoret godtar det.',
  },
  'doctor.office_folder_unusable': {
    title: 'En mappe for et kontor kan ikke brukes',
    cause: 'Dokumentene til {account} i butikken {shop} ({connection}) kan ikke skrives: {because}',
    remedy: '{mend} Ingen dokumenter går tapt: Broen fortsetter av seg selv.',
  },
  'doctor.workers_well': {
    title: 'Arbeidsprosessene kjører',
    cause: '{count, plural, one {Én arbeidsprosess kjører} other {# arbeidsprosesser kjører}}.',
    remedy: nothing,
  },
  'doctor.workers_none': {
    title: 'Ingen arbeidsprosess kjører',
    cause: 'Ingen arbeidsprosess kjører: Broen tar imot ordrer, men ingen blir til et dokument.',
    remedy:
      'Start en prosess med KONTOR_ROLE=both eller KONTOR_ROLE=worker. Kjører det en, sier loggen hva som hindrer den.',
  },
  'doctor.workers_versions': {
    title: 'Arbeidsprosesser med ulike versjoner kjører',
    cause: 'Arbeidsprosesser med ulike versjoner kjører: {versions}.',
    remedy: 'Oppdater alle prosessene til samme versjon. Under en oppdatering er flere versjoner samtidig normalt.',
  },
  'doctor.worker_vanished': {
    title: 'En arbeidsprosess er forsvunnet',
    cause:
      'Arbeidsprosessen på {host} ble sist sett for {minutes, plural, one {ett minutt} other {# minutter}} siden. Den ble ikke stoppet på vanlig måte.',
    remedy:
      'Finn ut på {host} hvorfor prosessen sluttet, eller hva som skiller den fra databasen. Andre arbeidsprosesser tar over arbeidet. Etter en time forsvinner denne meldingen.',
  },
  'doctor.worker_idle': {
    title: 'En arbeidsprosess får ikke svar fra databasen',
    cause:
      'Arbeidsprosessen på {host} har forgjeves prøvd å hente arbeid i {minutes, plural, one {ett minutt} other {# minutter}}, selv om prosessen kjører.',
    remedy: 'Loggen sier hva som hindrer den. Start prosessen på nytt hvis den ikke kommer seg.',
  },
  'doctor.worker_clock': {
    title: 'Klokken til en arbeidsprosess går feil',
    cause: 'Klokkene til arbeidsprosessen på {host} og i databasen er {seconds, number} sekunder fra hverandre.',
    remedy: 'Still klokkene på {host} og i databasen etter en tidsserver (NTP).',
  },
  'doctor.blocked_growing': {
    title: 'Mange dokumenter er blokkert',
    cause: 'I løpet av en time ble {count, number} dokumenter for {system} blokkert ({group}).',
    remedy: {
      screen:
        'Så mange på én gang har som regel én felles årsak. Finn den under «Ordrer» i hver butikk, og rett den én gang.',
      commandLine:
        'Så mange på én gang har som regel én felles årsak. Finn den med kontor transfers --state blocked, og rett den én gang. Kjør så kontor bulk retry --state blocked --reason med koden.',
    },
  },
  'doctor.database_gone': {
    title: 'Databasen kan ikke brukes',
    cause: 'Prosessen på {host} kan ikke bruke databasen sin ({said}). Ordrene blir i butikkene, og ingenting sendes.',
    remedy:
      'Sjekk at PostgreSQL kjører, at disken har plass, og at {host} når den. Ingenting går tapt: Butikkene sender på nytt av seg selv.',
  },
  'doctor.alarms_well': {
    title: 'Alarmer sendes',
    cause: 'Alarmer sendes via: {ways}.',
    remedy: nothing,
  },
  'doctor.alarms_untold': {
    title: 'Alarmer kommer ikke fram',
    cause: '{count, plural, one {Én melding} other {# meldinger}} kom ikke fram: {because}',
    remedy: '{mend} Broen sender dem på nytt av seg selv.',
  },
  'doctor.documents_blocked': {
    title: 'Dokumenter må avklares',
    cause: '{count, plural, one {Ett dokument} other {# dokumenter}} må avklares.',
    remedy: {
      screen: 'Se hvorfor under «Ordrer» i hver butikk.',
      commandLine: 'Se hvorfor med: kontor transfers --state blocked. Butikken ser det samme under «Ordrer».',
    },
  },
  'doctor.orders_unread': {
    title: 'Ordrer kan ikke leses',
    cause: '{count, plural, one {Én ordre kan} other {# ordrer kan}} ikke leses slik butikken sendte dem.',
    remedy: {
      screen: 'Se hvilke under «Ordrer» i hver butikk. Rett hver ordre i butikken og lagre den der.',
      commandLine: 'Se hvilke med: kontor orders. Rett hver ordre i butikken og lagre den der.',
    },
  },
  'doctor.disk_well': {
    title: 'Disken har plass',
    cause: '{megabytes, number} MB er ledig på disken med datamappen.',
    remedy: nothing,
  },
  'doctor.disk_low': {
    title: 'Disken er nesten full',
    cause: 'Bare {megabytes, number} MB er ledig på disken med datamappen.',
    remedy:
      'Frigjør plass, eller stopp broen og flytt KONTOR_DATA til en større disk. Er disken full, tar broen ikke imot ordrer.',
  },
  'doctor.disk_elsewhere': {
    title: 'Disken til databasen kan ikke sjekkes',
    cause: 'Databasen er din egen, så broen kan ikke se disken.',
    remedy: 'Følg med på disken på serveren til databasen.',
  },
} as const satisfies Translated<typeof english>;
