import type { Translated, TranslatedWords } from '../../../texts/text.ts';
import type { feedProblems, feedWords } from './english.ts';

export const feedProblemsInNorwegian = {
  'held.feed_login': {
    title: 'Feeden avviser innloggingen',
    cause: '{host} svarte {status}, som sier at bruker og passord er feil eller mangler.',
    remedy: 'Rett bruker og passord for koblingen.',
  },
  'held.feed_login_host': {
    title: 'Innloggingen gjelder en annen vert',
    cause: 'Adressen ligger hos {host}, og innloggingen gjelder for: {of}.',
    remedy: 'Skriv inn innloggingen på nytt, med verten {host}. Eller rett adressen.',
  },
  'held.feed_missing': {
    title: 'Feeden finnes ikke',
    cause: 'Det er ingenting på «{address}».',
    remedy:
      'Rett adressen i innstillingene for koblingen. En fil ligger i selve mappen for feeder; skriv bare navnet på den.',
  },
  'held.feed_no_folder': {
    title: 'Ingen mappe for filer er satt opp',
    cause: '«{address}» er ingen adresse som begynner med https://, og broen leser ingen filer.',
    remedy:
      'Skriv en adresse som begynner med https://. Hvis en fil er ment, oppgir den som drifter broen, mappen i KONTOR_FEED_FOLDER.',
  },
  'held.feed_moved': {
    title: 'Feeden har flyttet',
    cause: '{host} sier at feeden er på en annen adresse: {to}',
    remedy: 'Se om den adressen er riktig, og skriv den inn i innstillingene for koblingen.',
  },
  'held.feed_too_large': {
    title: 'Feeden er for stor',
    cause: '«{address}» har mer enn {megabytes, number} MB, eller tar aldri slutt.',
    remedy: 'La kontoret skrive færre felt eller færre varer, eller les databasen i stedet for feeden.',
  },
  'held.feed_encoding': {
    title: 'Feeden har en annen koding',
    cause: '«{address}» er ikke skrevet i {encoding}.',
    remedy: 'Velg den andre kodingen i innstillingene. Windows-programmer skriver ofte windows-1252.',
  },
  'held.feed_unreadable': {
    title: 'Feeden kan ikke leses',
    cause: '«{address}» kan ikke leses som {format}. Leseren sier: {said}',
    remedy:
      'Se om format, skilletegn og stedet for radene er riktige i innstillingene. Er de det, retter kontoret feeden.',
  },
} as const satisfies Translated<typeof feedProblems>;

export const feedWordsInNorwegian = {
  'operator.folder':
    'Mappen som koblinger får lese filer fra, som absolutt sti. Uten den kommer feeder bare over HTTP.',
  'setting.address': 'Adresse',
  'setting.address.help':
    'For eksempel https://kontor.example/lager.csv, eller navnet på en fil som lager.csv i mappen som den som drifter broen, har satt opp.',
  'setting.format': 'Format',
  'setting.format.csv': 'CSV med overskriftslinje',
  'setting.format.json': 'JSON',
  'setting.format.xml': 'XML',
  'setting.encoding': 'Koding',
  'setting.encoding.help': 'Windows-programmer skriver ofte windows-1252. JSON er nesten alltid utf-8.',
  'setting.encoding.utf-8': 'utf-8',
  'setting.encoding.windows-1252': 'windows-1252',
  'setting.delimiter': 'Skilletegn',
  'setting.delimiter.help': 'For CSV: det som står mellom to felt, for eksempel ; eller , eller \\t for tabulator.',
  'setting.rows': 'Sted for radene',
  'setting.rows.help':
    'For JSON: stien til listen, for eksempel data.articles; tom hvis listen er alt. For XML: navnet på elementet for en vare, for eksempel article.',
  'setting.decimalMark': 'Desimaltegn',
  'setting.decimalMark.point': 'Punktum: 1234.5 eller 1,234.5',
  'setting.decimalMark.comma': 'Komma: 1234,5 eller 1.234,5',
  'setting.skuField': 'Felt for varenummer',
  'setting.skuField.help':
    'Nummeret (SKU) som butikken kjenner varen under. Et felt i et annet skrives med punktum, for eksempel stock.total; et attributt i XML med @.',
  'setting.nameField': 'Felt for navn',
  'setting.stockField': 'Felt for beholdning',
  'setting.stockField.help': 'Står det ingenting i det på en rad, fører kontoret ingen beholdning av varen.',
  'setting.availableField': 'Felt for tilgjengelig',
  'setting.availableField.help': 'Hvor mye av beholdningen som er ledig for salg. Hvis tom: alt.',
  'setting.gtinField': 'Felt for GTIN',
  'setting.idField': 'Felt for id',
  'setting.idField.help': 'Den blir den samme når varenummeret endres. Hvis tom, er varenummeret id.',
  'setting.archivedField': 'Felt for ute av bruk',
  'setting.archivedField.help': 'Ja, nei, 1 og 0 kan leses. Hvis tom, er alle varer i bruk.',
  'credentials.host': 'Vert',
  'credentials.host.help':
    'Hvilken vert som får innloggingen, for eksempel feeds.example.com. Med porten, hvis adressen har en.',
  'credentials.user': 'Bruker',
  'credentials.user.help': 'Hvis adressen krever innlogging.',
  'credentials.password': 'Passord',
  'check.articles': 'Varer',
  'check.refused': 'Rader som ikke er varer',
  'feed.ragged':
    'Den har {fields, number} felt, mens overskriftslinjen har {expected, number}. Et felt med skilletegnet i må stå i anførselstegn.',
  'feed.being_written': 'Filen blir skrevet akkurat nå.',
} as const satisfies TranslatedWords<typeof feedWords>;
