import type { Translated, TranslatedWords } from '../../../texts/text.ts';
import type { sqlProblems, sqlWords } from './english.ts';

export const sqlProblemsInNorwegian = {
  'held.host_not_allowed': {
    title: 'Databasetjeneren er ikke tillatt',
    cause: 'Broen får ikke koble seg til {host}, for KONTOR_SQL_HOSTS nevner den ikke.',
    remedy:
      'Rett vert og port i innstillingene. Hvis de er riktige, legger den som drifter broen dem til i KONTOR_SQL_HOSTS og starter den på nytt.',
  },
  'held.role_refused': {
    title: 'Databasen avviser brukeren',
    cause: 'Databasen slipper ikke inn brukeren «{user}». Den sa: {said}',
    remedy: 'Rett bruker og passord for koblingen, eller be den som drifter databasen om å slippe inn brukeren.',
  },
  'held.database_unknown': {
    title: 'Databasen finnes ikke',
    cause: 'Tjeneren har ingen database «{database}», eller brukeren får ikke bruke den. Den sa: {said}',
    remedy: 'Rett navnet på databasen i innstillingene for koblingen.',
  },
  'held.view_unknown': {
    title: 'Visningen finnes ikke',
    cause: 'Databasen «{database}» har ingen visning eller tabell «{view}».',
    remedy:
      'Rett navnet på visningen i innstillingene. Hører den til et skjema, skriv skjemaet foran, for eksempel kontor.varer.',
  },
  'held.not_readable': {
    title: 'Brukeren får ikke lese visningen',
    cause: 'Brukeren «{user}» har ikke rett til å lese «{view}», eller visningen finnes ikke. Databasen sa: {said}',
    remedy: 'Den som drifter databasen, gir brukeren rett til å lese visningen, og ingen annen rett.',
  },
  'held.view_writes': {
    title: 'Å lese visningen ville endre noe',
    cause: 'Databasen nektet å lese «{view}», for lesingen kaller en funksjon som skriver. Den sa: {said}',
    remedy: 'Oppgi en visning som bare leser. Kontor endrer ingenting i en database.',
  },
  'held.view_slow': {
    title: 'Visningen tar for lang tid',
    cause: 'Databasen svarte ikke innen {seconds} sekunder da «{view}» ble lest.',
    remedy:
      'Den som drifter databasen, gir kolonnen med id eller varenummer en indeks, eller gjør visningen enklere. Kontor prøver igjen av seg selv.',
  },
  'held.view_endless': {
    title: 'Visningen har for mange rader',
    cause: '«{view}» har mer enn {rows, number} rader.',
    remedy: 'Oppgi en visning som har én rad for hver vare.',
  },
  'held.key_repeated': {
    title: 'Kolonnen skiller ikke varene fra hverandre',
    cause: 'Kolonnen «{column}» har samme verdi i for mange rader, eller for lange verdier.',
    remedy: 'Oppgi i innstillingene en kolonne som er ulik fra rad til rad, for eksempel varens id.',
  },
  'held.no_tls': {
    title: 'Koblingen til databasen er ikke sikker',
    cause: 'Det ble ingen kryptert kobling til {host}. Grunnen: {said}',
    remedy:
      'Den som drifter databasen, setter opp TLS med et sertifikat som broen stoler på. I et sikkert nett kan TLS slås av i innstillingene.',
  },
  'held.view_failed': {
    title: 'Visningen kan ikke leses',
    cause: 'Databasen kunne ikke lese «{view}». Den sa: {said}',
    remedy: 'Den som drifter databasen, retter visningen. Kontor prøver igjen av seg selv.',
  },
} as const satisfies Translated<typeof sqlProblems>;

export const sqlWordsInNorwegian = {
  'operator.hosts':
    'Databasetjenerne som koblinger får lese fra, som vert eller vert:port med komma mellom. Uten dem tilbys ingen database.',
  'setting.engine': 'Type database',
  'setting.engine.postgresql': 'PostgreSQL',
  'setting.engine.mariadb': 'MariaDB eller MySQL',
  'setting.host': 'Vert',
  'setting.host.help': 'For eksempel db.example.com. Den som drifter broen, må ha tillatt den.',
  'setting.port': 'Port',
  'setting.port.help': 'Hvis tom: 5432 for PostgreSQL, 3306 for MariaDB og MySQL.',
  'setting.tls': 'Kryptert med TLS',
  'setting.tls.help': 'Slå det bare av i et nett som ingen andre kan lytte på.',
  'setting.database': 'Database',
  'setting.view': 'Visning eller tabell',
  'setting.view.help': 'Én rad for hver vare. For eksempel varer, eller kontor.varer for visningen i et skjema.',
  'setting.skuColumn': 'Kolonne for varenummer',
  'setting.skuColumn.help': 'Nummeret (SKU) som butikken kjenner varen under.',
  'setting.nameColumn': 'Kolonne for navn',
  'setting.stockColumn': 'Kolonne for beholdning',
  'setting.stockColumn.help': 'Står det ingenting i den på en rad, fører kontoret ingen beholdning av varen.',
  'setting.availableColumn': 'Kolonne for tilgjengelig',
  'setting.availableColumn.help': 'Hvor mye av beholdningen som er ledig for salg. Hvis tom: alt.',
  'setting.gtinColumn': 'Kolonne for GTIN',
  'setting.idColumn': 'Kolonne for id',
  'setting.idColumn.help':
    'Den er ulik fra rad til rad og blir den samme når varenummeret endres. Den bør ha en indeks. Hvis tom, er varenummeret id.',
  'setting.archivedColumn': 'Kolonne for ute av bruk',
  'setting.archivedColumn.help': 'Ja, nei, 1 og 0 kan leses. Hvis tom, er alle varer i bruk.',
  'setting.changedColumn': 'Kolonne for siste endring',
  'setting.changedColumn.help':
    'En dato med klokkeslett. Med den leses bare endrede rader etter første gang. Hvis tom, leses alle rader hver gang.',
  'credentials.user': 'Bruker',
  'credentials.user.help': 'Best er en bruker som bare kan lese denne visningen.',
  'credentials.password': 'Passord',
  'check.view': 'Visning',
  'check.columns': 'Kolonner',
  'check.may_write':
    'Brukeren «{user}» kan også endre data. Kontor leser i en transaksjon som ikke endrer noe, men en bruker som bare kan lese, er tryggere.',
} as const satisfies TranslatedWords<typeof sqlWords>;
