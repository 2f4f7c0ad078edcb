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
    remedy: 'Se hva annet som bruker maskinen, og om disken er full eller treg.',
  },
  'doctor.database_read_only': {
    title: 'Databasen tar ikke imot noe',
    cause: 'Databasen lar ingenting skrives: Den er en reserveserver, eller disken er full.',
    remedy:
      'Skaff plass på disken, eller la DATABASE_URL vise til serveren som lar seg skrive til. Butikkene sender på nytt av seg selv.',
  },
  'doctor.clock_well': {
    title: 'Klokkene går likt',
    cause: 'Klokkene på denne maskinen og i databasen går likt.',
    remedy: nothing,
  },
  'doctor.clock_differs': {
    title: 'Klokkene går ulikt',
    cause: 'Klokkene på denne maskinen og i databasen er {seconds, number} sekunder fra hverandre.',
    remedy: 'Still begge etter en tidsserver (NTP). Over ett minutt avvises forespørsler fra butikkene.',
  },
  'doctor.work_well': {
    title: 'Ingenting venter på en arbeider',
    cause: 'Ingenting som skal gjøres nå, har ventet lenger enn ett minutt.',
    remedy: nothing,
  },
  'doctor.work_late': {
    title: 'Det som skal gjøres nå, blir ikke gjort',
    cause:
      'Noe som skulle vært gjort, har ventet i {minutes, number} minutter: Ingen arbeider er i gang, eller det er for få.',
    remedy:
      'Se at en prosess med KONTOR_ROLE=both eller KONTOR_ROLE=worker kjører, og hva loggen sier. Kjører det en, øk KONTOR_CONCURRENCY.',
  },
  'doctor.doubt_old': {
    title: 'En tvil er ikke avklart',
    cause: 'Et system har ikke sagt på {minutes, number} minutter om et dokument er der.',
    remedy: {
      screen:
        'Se hvilket under Ordrer i butikken: Det sjekkes med kontoret. Det spørres i ett døgn, så må noen se etter.',
      commandLine: 'Se hvilket med: kontor transfers --state in_doubt. Det spørres i ett døgn, så må noen se etter.',
    },
  },
  'doctor.connection_held': {
    title: 'En kobling er stoppet',
    cause: '{account} for butikken {shop} ({connection}) er stoppet: {because}',
    remedy: '{mend} Det går videre av seg selv når årsaken er borte.',
  },
  'doctor.documents_blocked': {
    title: 'Dokumenter må avklares',
    cause: '{count, plural, one {Ett dokument} other {# dokumenter}} må avklares.',
    remedy: {
      screen: 'Se hvorfor under Ordrer i hver butikk.',
      commandLine: 'Se hvorfor med: kontor transfers --state blocked. Butikken ser det samme under Ordrer.',
    },
  },
  'doctor.orders_unread': {
    title: 'Ordrer kan ikke leses',
    cause: '{count, plural, one {Én ordre} other {# ordrer}} kan ikke leses slik butikken sendte dem.',
    remedy: {
      screen: 'Se hvilke under Ordrer i hver butikk. Hver av dem rettes i butikken og lagres der.',
      commandLine: 'Se hvilke med: kontor orders. Hver av dem rettes i butikken og lagres der.',
    },
  },
  'doctor.disk_well': {
    title: 'Disken har plass',
    cause: '{megabytes, number} MB er ledig der datamappen er.',
    remedy: nothing,
  },
  'doctor.disk_low': {
    title: 'Disken er nesten full',
    cause: 'Bare {megabytes, number} MB er ledig der datamappen er.',
    remedy:
      'Skaff plass, eller flytt KONTOR_DATA til en større disk mens broen er stoppet. En full disk tar ikke imot ordrer.',
  },
  'doctor.disk_elsewhere': {
    title: 'Disken kan ikke ses herfra',
    cause: 'Databasen er din egen, så disken kan ikke ses herfra.',
    remedy: 'Følg med på disken der den kjører.',
  },
} as const satisfies Translated<typeof english>;
