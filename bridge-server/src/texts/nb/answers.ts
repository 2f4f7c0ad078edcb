import type { answerWords as english } from '../en/answers.ts';
import type { TranslatedWords } from '../text.ts';

const what =
  '{what, select, total {total} net {nettobeløp} vat {mva.} currency {valuta} customer {kunde} date {dato} other {{what}}}';

/** Words in answers: what is kept and for how long, what comes next, and what a setting should be. */
export const answerWords = {
  difference: `${what} {found} i stedet for {planned}`,
  'difference.of_treatment': `${what} av {treatment} {found} i stedet for {planned}`,
  'unread.order': 'Ordre {order} kan ikke leses: {because}',
  'unread.later': 'En senere endring av denne ordren kunne ikke leses: {because}',
  'unread.besides': '{cause} En senere endring av denne ordren kunne ikke leses: {because}',
  erased: 'Innholdet i ordren er slettet.',

  'held.until': 'Ingenting må gjøres: Det går videre av seg selv.',
  'keep.for_ever': 'for alltid',
  'keep.days': '{days, plural, one {# dag} other {# dager}}',
  'keep.until_expired': 'til de utløper',
  'keep.day_after_expired': 'til én dag etter at de utløper',
  'kept.orders':
    'Innholdet i ordrer der alle dokumenter er ferdige eller lukket, og planene som ble laget av det; regnet fra siste endring.',
  'kept.files':
    'Skanninger og andre filer til ordrer der alle dokumenter er ferdige eller lukket; regnet fra siste endring.',
  'kept.exchanges': 'Forespørsler til systemer og svarene på dem, uten personopplysninger og hemmeligheter.',
  'kept.people':
    'Det broen husker om personer i systemene, for eksempel kundene i regnskapet. Det den fortsatt trenger, leser den på nytt i tide.',
  'kept.journal': 'Journalen: ID-er, koder og hvem som gjorde hva.',
  'kept.proofs': 'ID-er til signerte forespørsler, slik at ingen tas imot to ganger.',
  'kept.pairings': 'Paringskoder, brukt eller ikke: hashen av hemmeligheten og butikken som ble paret.',

  'sealing.left':
    'Behold de tidligere nøklene: Hemmelighetene under left er forseglet med andre nøkler eller ble endret. Følg rådene for dem, og kjør kommandoen igjen.',
  'sealing.in_folder':
    'Ingenting må startes på nytt. De tidligere nøklene står i sealing.key i datamappen, under den nye. Slett linjene når ingen sikkerhetskopi trenger dem lenger.',
  'sealing.given': 'Start hver prosess på nytt uten KONTOR_FORMER_KEYS: Ingenting er forseglet med de nøklene lenger.',

  'nothing.offered': 'ingen',
  'expected.number': 'et tall fra {from} til {to}',
  'expected.whole_number': 'et heltall fra {from} til {to}',
  'expected.days': 'et antall dager, minst {least}, eller 0 for alltid',
  'expected.seconds': 'et antall sekunder',
  'expected.hosts':
    'verter, eventuelt med port, atskilt med komma, for eksempel erp.local:8080,10.0.0.5; IPv6 i hakeparentes',
  'expected.role': 'web, worker eller both',
  'expected.host': 'vertsnavnet eller adressen broen skal lytte på, uten port',
  'expected.public_url':
    'adressen butikkene bruker, for eksempel https://kontor.example.com: med https med mindre den er på denne maskinen, og uten bruker, spørrestreng eller fragment',
  'expected.database': 'en adresse som postgres://user:password@host:5432/database',
  'expected.webhook': 'en adresse som https://alarmer.example.com/kontor, uten bruker og passord',
  'expected.alarm_secret': 'en hemmelighet på minst {least} tegn',
  'expected.mailboxes': 'e-postadresser, atskilt med komma, for eksempel drift@example.com',
  'expected.mailbox': 'en e-postadresse, for eksempel kontor@example.com',
  'expected.smtp':
    'en e-postserver som smtps://user:password@mail.example.com:465, med %40 i stedet for @ i bruker eller passord',
  'expected.office_folders':
    'koblinger med mappene sine, for eksempel s1/c1=/srv/kontor; hver mappe er en absolutt sti og nevnes bare én gang',
  'expected.folder': 'en mappe',
  'expected.key': '32 tilfeldige byte i base64, slik "openssl rand -base64 32" skriver ut',
  'expected.former_keys': 'de tidligere verdiene av KONTOR_KEY, atskilt med komma',
  'expected.log_level': 'fatal, error, warn, info, debug, trace eller silent',
  'expected.metrics_host': 'vertsnavnet eller adressen for målingene, uten port',
} as const satisfies TranslatedWords<typeof english>;
