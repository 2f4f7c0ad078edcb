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
  'doctor.connections_held': {
    title: 'Koblinger er stoppet',
    cause:
      '{count, number} koblinger er stoppet av én årsak ({accounts}{others, plural, =0 {} one { og én til} other { og # til}}): {because}',
    remedy: '{mend} De går videre av seg selv når årsaken er borte.',
  },
  'doctor.workers_well': {
    title: 'Arbeidere er i gang',
    cause: '{count, plural, one {Én arbeider er} other {# arbeidere er}} i gang.',
    remedy: nothing,
  },
  'doctor.workers_none': {
    title: 'Ingen arbeider er i gang',
    cause: 'Ingen arbeider er i gang: Ordrer tas imot, men ingen blir til et dokument.',
    remedy:
      'Start en prosess med KONTOR_ROLE=both eller KONTOR_ROLE=worker. Kjører det en, sier loggen hva som hindrer den.',
  },
  'doctor.workers_versions': {
    title: 'Arbeidere av flere versjoner',
    cause: 'Arbeidere av flere versjoner er i gang: {versions}.',
    remedy: 'Få alle prosessene over på én versjon. Mens de byttes, er flere samtidig i orden.',
  },
  'doctor.worker_vanished': {
    title: 'En arbeider er forsvunnet',
    cause:
      'Arbeideren på {host} ble sist sett for {minutes, plural, one {ett minutt} other {# minutter}} siden, og stoppet ikke av seg selv.',
    remedy:
      'Se på {host} hvorfor prosessen endte, eller hva som skiller den fra databasen. Andre arbeidere overtar det den holdt på med. Etter en time glemmes den.',
  },
  'doctor.worker_idle': {
    title: 'En arbeider får ikke svar',
    cause:
      'Arbeideren på {host} har lett etter arbeid forgjeves i {minutes, plural, one {ett minutt} other {# minutter}}, selv om prosessen kjører.',
    remedy: 'Loggen sier hva som hindrer den. Start prosessen på nytt hvis den ikke kommer seg.',
  },
  'doctor.worker_clock': {
    title: 'Klokken til en arbeider går feil',
    cause: 'Klokkene til arbeideren på {host} og i databasen er {seconds, number} sekunder fra hverandre.',
    remedy: 'Still klokkene på {host} og i databasen etter en tidsserver (NTP).',
  },
  'doctor.blocked_growing': {
    title: 'Mange dokumenter er blokkert',
    cause: 'I løpet av en time ble {count, number} dokumenter til {system} blokkert ({group}).',
    remedy: {
      screen: 'Mange på én gang har én årsak: Se den under Ordrer i hver butikk, og rett den én gang.',
      commandLine:
        'Mange på én gang har én årsak: Se den med kontor transfers --state blocked, rett den én gang, og si så kontor bulk retry --state blocked --reason og koden.',
    },
  },
  'doctor.database_gone': {
    title: 'Databasen kan ikke brukes',
    cause: 'Prosessen på {host} kan ikke bruke databasen sin ({said}). Ordrene blir i butikkene, og ingenting sendes.',
    remedy:
      'Se at PostgreSQL kjører, at disken har plass, og at {host} når den. Ingenting går tapt: Butikkene sender på nytt av seg selv.',
  },
  'doctor.alarms_well': {
    title: 'Alarmer meldes',
    cause: 'Alarmer meldes via: {ways}.',
    remedy: nothing,
  },
  'doctor.alarms_untold': {
    title: 'Alarmer kommer ikke fram',
    cause: '{count, plural, one {Én melding} other {# meldinger}} kom ikke fram: {because}',
    remedy: '{mend} De sendes på nytt av seg selv.',
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
